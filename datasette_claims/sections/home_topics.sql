-- Topics with their claims and counted positions.
with tallied as (
  select s.topic, count(*) as positions, count(distinct s.claim) as claims
  from stances s
  where s.is_counted = 1
  group by s.topic
),
final as (
  select t.id as topic, t.name, t.description, coalesce(n.claims, 0) as claims, coalesce(n.positions, 0) as positions
  from topics t
  left join tallied n on n.topic = t.id
  order by positions desc, t.name
)
select * from final
