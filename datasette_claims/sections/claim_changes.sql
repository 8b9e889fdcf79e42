-- Actors who moved from one side of the claim to another.
with final as (
  select
    n.actor, n.actor_name, n.from_stance, lf.name as from_stance_name, n.from_date,
    n.to_stance, lt.name as to_stance_name, n.to_date, n.days, n.order_uncertain,
    (select count(*) from position_steps where claim = :id) as total
  from position_changes n
  join stance_labels lf on lf.id = n.from_stance
  join stance_labels lt on lt.id = n.to_stance
  where n.claim = :id
  order by n.to_date desc, n.actor_name
  limit :limit
)
select * from final
