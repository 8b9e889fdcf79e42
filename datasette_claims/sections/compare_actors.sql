-- Actors with a counted position, for the two lists to choose from.
with counted as (
  select n.row_id as actor, n.positions
  from tallies n
  where n.kind = 'actor' and n.label = 'any'
  order by n.positions desc
  limit :limit
),
final as (
  select a.id, a.name, n.positions
  from counted n
  join actors a on a.id = n.actor
  order by a.name, a.id
)
select * from final
