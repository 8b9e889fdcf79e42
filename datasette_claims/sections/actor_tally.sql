-- How often the actor took which stance; rows nobody has checked are not counted.
with final as (
  select l.id as stance, l.name as stance_name, n.positions, n.claims
  from tallies n
  join stance_labels l on l.id = n.label
  where n.kind = 'actor' and n.row_id = :id
  order by l.sort
)
select * from final
