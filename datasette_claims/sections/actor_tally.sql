-- How often which stance was taken on the actor's behalf (kind actor), and how often it said so for others
-- (kind speaker); rows nobody has checked are not counted.
with final as (
  select n.kind, l.id as stance, l.name as stance_name, n.positions, n.claims
  from tallies n
  join stance_labels l on l.id = n.label
  where n.kind in ('actor', 'speaker') and n.row_id = :id
  order by l.sort
)
select * from final
