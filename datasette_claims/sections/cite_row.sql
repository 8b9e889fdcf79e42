-- What a citation says about one row, whatever its table: positions, claims, actors, articles, topics or publishers.
-- :table and :id name the row; "finished" is the day of the latest work on the data.
select
  r.*,
  (select max(finished) from runs) as finished
from (
  select
    coalesce(a.name, 'Unknown') || ' ' || replace(s.label, '_', ' ') || ': ' || c.text as title,
    q.said_from as day_from, q.said_to as day_to,
    p.name || coalesce(', ' || substr(ar.published, 1, 10), '') as note,
    null as author, null as container, ar.url as url, null as archived_url, null as language
  from stances s
  join quotes q on q.id = s.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join claims c on c.id = s.claim
  left join actors a on a.id = s.actor
  where :table = 'positions' and s.id = :id and s.review <> 'rejected'
  union all
  select 'Who said what about the claim: ' || c.text, null, null, null, null, null, null, null, null
  from claims c
  where :table = 'claims' and c.id = :id and c.review <> 'rejected'
  union all
  select 'What ' || a.name || ' is reported to have said', null, null, null, null, null, null, null, null
  from actors a
  where :table = 'actors' and a.id = :id and a.review <> 'rejected'
  union all
  select ar.title, ar.published, null, null, ar.author, p.name, ar.url, ar.archived_url, ar.language
  from articles ar join publishers p on p.id = ar.publisher
  where :table = 'articles' and ar.id = :id
  union all
  select 'Positions on ' || t.name, null, null, null, null, null, null, null, null
  from topics t
  where :table = 'topics' and t.id = :id
  union all
  select 'What ' || p.name || ' published', null, null, null, null, null, null, null, null
  from publishers p
  where :table = 'publishers' and p.id = :id
) r
