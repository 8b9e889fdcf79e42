-- Claims about the actor, and the latest answer on record: its own, or one of its country's officials and bodies.
with me as (
  select id, country from actors where id = :id
),
about as (
  select c.id, c.text, 'subject' as part from claims c where c.subject = :id and c.review <> 'rejected'
  union all
  select c.id, c.text, 'counterpart' from claims c where c.counterpart = :id and c.review <> 'rejected'
),
answered as (
  select
    b.id, b.text, b.part,
    (
      select s.id
      from stances s join actors a on a.id = s.actor
      where s.claim = b.id and s.is_counted = 1
        and (a.id = :id or a.part_of = me.id or (a.country = me.country and a.kind in ('public_body', 'state', 'person')))
      order by a.id = :id desc, s.said_from desc
      limit 1
    ) as answer,
    (select count(*) from stances s where s.claim = b.id and s.is_counted = 1) as positions
  from about b, me
),
final as (
  select
    n.id as claim, n.text as claim_text, n.part, n.positions, n.answer as position,
    s.label as stance, l.name as stance_name, s.said_from, s.actor, a.name as actor_name
  from answered n
  left join stances s on s.id = n.answer
  left join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  order by n.positions desc, n.part desc, n.id
)
select * from final
