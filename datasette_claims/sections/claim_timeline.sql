-- The positions in :numbers (a JSON list of rowids) as far as the timeline draws them, earliest first: one row for each
-- actor, stance and interval, with how often.
with chosen as (
  select n.actor, n.label, q.said_from, q.said_to, count(*) as number
  from json_each(:numbers) x
  cross join stances n on n.rowid = x.value
  cross join quotes q on q.id = n.quote
  group by 1, 2, 3, 4
),
final as (
  select n.actor, a.name as actor_name, n.label as stance, l.name as stance_name, n.said_from, n.said_to, n.number
  from chosen n
  join stance_labels l on l.id = n.label
  left join actors a on a.id = n.actor
  order by n.said_from, n.said_to, l.sort
)
select * from final
