-- What the reconciliation service tells of claims; :ids is a JSON list.
select
  c.id, c.text as name, 'claim' as type, c.kind, t.name as description, t.name as topic,
  c.subject, sa.name as subject_name, c.counterpart, ca.name as counterpart_name, c.place, c.about_from, c.about_to,
  n.state, coalesce(n.positions, 0) as positions, coalesce(n.actors_against, 0) as denials, n.first_said, n.last_said
from json_each(:ids) e
join claims c on c.id = e.value
join topics t on t.id = c.topic
left join actors sa on sa.id = c.subject
left join actors ca on ca.id = c.counterpart
left join claim_summaries n on n.claim = c.id
where c.review <> 'rejected'
