-- Who spoke for the claim or passed it on, and through whom, earliest first: where it comes from.
with chosen as (
  select s.id, s.quote, s.actor, s.label, s.is_counted, s.said_from, s.steps
  from stances s
  where s.claim = :id and s.is_counted = 1 and s.label in ('asserts', 'confirms', 'endorses', 'relays')
  order by s.said_from
  limit :limit
),
final as (
  select
    n.id as position, n.is_counted, n.label as stance, n.actor, a.name as actor_name,
    q.speaker, sp.name as speaker_name, sp.kind as speaker_kind, q.speaker_words,
    q.article, ar.title, ar.url, ar.archived_url, ar.published, ar.language, ar.reuse, ar.publisher, p.name as publisher_name,
    case n.steps when 0 then '[]' else (
      select json_group_array(json_object('actor', actor, 'name', name))
      from (
        select r.actor, ra.name
        from relays r join actors ra on ra.id = r.actor
        where r.quote = q.id
        order by r.step
      )
    ) end as relays
  from chosen n
  cross join quotes q on q.id = n.quote
  cross join articles ar on ar.id = q.article
  cross join publishers p on p.id = ar.publisher
  left join actors a on a.id = n.actor and n.actor is not q.speaker  -- named only where it is somebody else
  left join actors sp on sp.id = q.speaker
  order by n.said_from, n.id
)
select * from final
