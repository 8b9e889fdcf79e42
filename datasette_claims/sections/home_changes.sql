-- The latest changes of position, and how many there are in all.
with final as (
  select
    n.actor, n.actor_name, n.claim, n.claim_text, n.from_stance, lf.name as from_stance_name, n.from_date,
    n.to_stance, lt.name as to_stance_name, n.to_date, n.days, n.order_uncertain,
    (select value from totals where name = 'changes') as changes, (select value from totals where name = 'actors_changed') as actors
  from position_changes n
  join stance_labels lf on lf.id = n.from_stance
  join stance_labels lt on lt.id = n.to_stance
  order by n.to_date desc, n.actor_name, n.claim
  limit :limit
)
select * from final
