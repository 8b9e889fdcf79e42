-- How many denials there are of reported troop deployments, or in a desk without that topic of the one most denied.
with chosen(topic) as (
  select coalesce(
    (select id from topics where id = 'troop-deployments'),
    (select row_id from tallies where kind = 'topic' and label = 'denies' order by positions desc, row_id limit 1)
  )
),
final as (
  select
    h.topic, t.name as topic_name,
    coalesce(n.positions, 0) as positions, coalesce(n.actors, 0) as actors, coalesce(n.claims, 0) as claims,
    (select max(s.said_from) from stances s where s.topic = h.topic and s.label = 'denies' and s.is_counted = 1) as last_said
  from chosen h
  left join topics t on t.id = h.topic
  left join tallies n on n.kind = 'topic' and n.row_id = h.topic and n.label = 'denies'
)
select * from final
