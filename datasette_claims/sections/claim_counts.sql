-- How many actors did what with the claim; rows nobody has checked are not counted.
with final as (
  select l.id as stance, l.name as stance_name, n.positions, n.actors
  from tallies n
  join stance_labels l on l.id = n.label
  where n.kind = 'claim' and n.row_id = :id
  order by l.sort
)
select * from final
