-- Claims about the actor, most discussed first, and the latest answer on record: its own, or one of its country's officials and bodies.
with as_subject as (
  select n.claim, 'subject' as part, n.positions, n.answer
  from claim_summaries n
  where n.subject = :id
  order by n.positions desc, n.claim
  limit :limit
),
as_counterpart as (
  select n.claim, 'counterpart' as part, n.positions, n.counterpart_answer as answer
  from claim_summaries n
  where n.counterpart = :id
  order by n.positions desc, n.claim
  limit :limit
),
about as (
  select * from as_subject
  union all
  select * from as_counterpart
),
final as (
  select
    n.claim, c.text as claim_text, n.part, n.positions, n.answer as position,
    s.label as stance, l.name as stance_name, s.said_from, s.actor, a.name as actor_name,
    (select count(*) from claim_summaries where subject = :id) + (select count(*) from claim_summaries where counterpart = :id) as total
  from about n
  join claims c on c.id = n.claim
  left join stances s on s.id = n.answer
  left join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  order by n.positions desc, n.part desc, n.claim
)
select * from final
