-- How many denials of reported troop deployments there are.
with final as (
  select count(*) as positions, count(distinct s.actor) as actors, count(distinct s.claim) as claims, max(s.said_from) as last_said
  from stances s
  where s.topic = 'troop-deployments' and s.label = 'denies' and s.is_counted = 1
)
select * from final
