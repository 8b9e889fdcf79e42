-- How many denials of reported troop deployments there are.
with final as (
  select
    coalesce(max(n.positions), 0) as positions, coalesce(max(n.actors), 0) as actors, coalesce(max(n.claims), 0) as claims,
    (select max(said_from) from stances where topic = 'troop-deployments' and label = 'denies' and is_counted = 1) as last_said
  from tallies n
  where n.kind = 'topic' and n.row_id = 'troop-deployments' and n.label = 'denies'
)
select * from final
