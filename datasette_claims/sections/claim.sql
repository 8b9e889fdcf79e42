-- The claim itself, with the names of what it refers to.
with final as (
  select
    c.id, c.text, c.kind, c.topic, t.name as topic_name,
    c.subject, sa.name as subject_name, c.counterpart, ca.name as counterpart_name,
    c.place, c.about_from, c.about_to, c.source, c.method, c.review, c.note
  from claims c
  join topics t on t.id = c.topic
  left join actors sa on sa.id = c.subject
  left join actors ca on ca.id = c.counterpart
  where c.id = :id and c.review <> 'rejected'
)
select * from final
