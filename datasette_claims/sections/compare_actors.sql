-- Actors with a counted position, for the two lists to choose from.
with counted as (
  select s.actor, count(*) as positions
  from stances s
  where s.is_counted = 1 and s.actor is not null
  group by s.actor
  order by positions desc
  limit :limit
),
final as (
  select a.id, a.name, n.positions
  from counted n
  join actors a on a.id = n.actor
  order by a.name, a.id
)
select * from final
