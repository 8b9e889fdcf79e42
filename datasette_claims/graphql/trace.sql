-- One quote with its article, publisher and speaker, the steps it took, and the positions it shows.

select
  (select {quotes} from quotes t where t.id = q.id) as quote,
  (select {articles} from articles t where t.id = q.article) as article,
  (select {publishers} from publishers t where t.id = ar.publisher) as publisher,
  (select {actors} from actors t where t.id = q.speaker) as speaker,
  (select chain from attribution_chains ch where ch.position = (select min(id) from stances s where s.quote = q.id)) as chain,
  (
    select json_group_array(json(step))
    from (
      select json_object(
        'step', r.step,
        'words', r.words,
        'actor', (select json({actors}) from actors t where t.id = r.actor),
        'relayed_article', (select json({articles}) from articles t where t.id = r.relayed_article)
      ) as step
      from relays r
      where r.quote = q.id
      order by r.step
    )
  ) as steps,
  (
    select json_group_array(json(position))
    from (
      select {position} as position
      from stances s
      cross join positions p on p.position = s.id
      where s.quote = q.id
      order by s.id
    )
  ) as positions
from quotes q
join articles ar on ar.id = q.article
where q.id = :quote
