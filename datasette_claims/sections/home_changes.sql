-- The latest changes of position, and how many there are in all.
with moved as materialized (
  select * from position_changes
),
final as (
  select
    n.actor, n.actor_name, n.claim, n.claim_text, n.from_stance, lf.name as from_stance_name, n.from_date,
    n.to_stance, lt.name as to_stance_name, n.to_date, n.days, n.order_uncertain,
    (select count(*) from moved) as changes, (select count(distinct actor) from moved) as actors
  from moved n
  join stance_labels lf on lf.id = n.from_stance
  join stance_labels lt on lt.id = n.to_stance
  order by n.to_date desc, n.actor_name, n.claim
  limit :limit
)
select * from final
