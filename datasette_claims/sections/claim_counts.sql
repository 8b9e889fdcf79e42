-- How many actors did what with the claim; rows nobody has checked are not counted.
with counted as (
  select s.label, s.actor
  from stances s
  where s.claim = :id and s.is_counted = 1
),
final as (
  select l.id as stance, l.name as stance_name, count(*) as positions, count(distinct n.actor) as actors
  from counted n
  join stance_labels l on l.id = n.label
  group by l.id
  order by l.sort
)
select * from final
