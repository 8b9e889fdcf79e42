-- Stances published there; rows nobody has checked are not counted.
with counted as (
  select s.label, s.claim, s.actor
  from articles ar
  join quotes q on q.article = ar.id
  join stances s on s.quote = q.id and s.is_counted = 1
  where ar.publisher = :id
),
final as (
  select l.id as stance, l.name as stance_name, count(*) as positions, count(distinct n.claim) as claims, count(distinct n.actor) as actors
  from counted n
  join stance_labels l on l.id = n.label
  group by l.id
  order by l.sort
)
select * from final
