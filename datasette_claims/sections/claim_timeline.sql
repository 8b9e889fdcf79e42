-- The positions in :positions (a JSON list of ids), earliest first, as far as the timeline draws them.
with final as (
  select n.id as position, n.actor, a.name as actor_name, n.label as stance, l.name as stance_name, q.said_from, q.said_to
  from json_each(:positions) x
  cross join stances n on n.id = x.value
  cross join quotes q on q.id = n.quote
  cross join stance_labels l on l.id = n.label
  left join actors a on a.id = n.actor
  order by q.said_from, q.said_to, n.id
)
select * from final
