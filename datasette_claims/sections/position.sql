-- One position with everything the view has, and what its own page tells beyond that.
select
  p.*,
  l.name as stance_name,
  l.definition as stance_definition,
  s.quote as quote,
  sp.kind as speaker_kind,
  s.part as part,
  s.run as run,
  r.tool as run_tool,
  r.finished as run_finished,
  q.section as section,
  q.speaker_words as speaker_words,
  q.is_cut as is_cut,
  q.said_as_written as said_as_written,
  q.said_basis as said_basis,
  q.said_time_zone as said_time_zone,
  q.venue as venue,
  q.detail as quote_reason,
  q.method as quote_method,
  q.score as quote_score,
  (
    select json_group_array(json_object('actor', v.actor, 'name', v.name, 'words', v.words))
    from (
      select rl.actor as actor, ra.name as name, rl.words as words
      from relays rl join actors ra on ra.id = rl.actor
      where rl.quote = s.quote
      order by rl.step
    ) v
  ) as relays,
  (
    select json_group_array(json_object('position', o.id, 'claim', o.claim, 'claim_text', c.text, 'stance', o.label, 'stance_name', ol.name, 'actor', o.actor, 'actor_name', a.name))
    from stances o
    join claims c on c.id = o.claim
    join stance_labels ol on ol.id = o.label
    left join actors a on a.id = o.actor
    where o.quote = s.quote and o.id <> s.id and o.review <> 'rejected'
  ) as others,
  (
    select json_group_array(json_object('id', k.id, 'resolved', coalesce(k.resolved, k.received), 'decision', k.decision, 'note', k.note))
    from corrections k
    where (k.table_name = 'stances' and k.row_id = s.id) or (k.table_name = 'quotes' and k.row_id = s.quote)
  ) as corrections
from positions p
join stances s on s.id = p.position
join quotes q on q.id = s.quote
join stance_labels l on l.id = s.label
left join actors sp on sp.id = p.speaker
left join runs r on r.id = s.run
where p.position = :id
