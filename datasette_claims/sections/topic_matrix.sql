-- Who did what with each claim of a topic and of those below it: one row per actor, claim and stance, in order of time.
with recursive below(id) as (
  select :id
  union
  select t.id from topics t join below b on t.parent = b.id
),
chosen as (
  select c.id from claims c join below b on c.topic = b.id where c.review <> 'rejected'
  union
  select ct.claim from claim_topics ct join below b on ct.topic = b.id join claims c on c.id = ct.claim where c.review <> 'rejected'
),
final as (
  select
    s.actor, a.name as actor_name, a.kind as actor_kind, a.country as actor_country,
    s.claim, s.label as stance, l.name as stance_name, l.letter, count(*) as positions, max(s.said_from) as last_said
  from chosen n
  join stances s on s.claim = n.id and s.is_counted = 1
  join actors a on a.id = s.actor
  join stance_labels l on l.id = s.label
  group by s.actor, s.claim, s.label
  order by max(s.said_from), l.sort
)
select * from final
