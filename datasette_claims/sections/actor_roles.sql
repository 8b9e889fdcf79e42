-- Posts the actor holds, and who holds posts in it.
with held as (
  select 'holds' as direction, r.title, r.speaks_for, r.held_from, r.held_to, r.source, r.body as other
  from actor_roles r
  where r.actor = :id
  union all
  select 'held by', r.title, r.speaks_for, r.held_from, r.held_to, r.source, r.actor
  from actor_roles r
  where r.body = :id
),
final as (
  select h.*, o.name as other_name
  from held h
  left join actors o on o.id = h.other
  order by h.direction desc, h.held_from desc, o.name
)
select * from final
