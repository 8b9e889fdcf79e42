-- What a search finds: of every kind the best few rows, and how many there are. A name that is the whole
-- query comes first, then names of which most is recorded, and of quotes and articles the newest.
-- :match is an FTS5 expression, :folded the query as the index has it, :exact the words as typed or empty,
-- :is_ranked 1 where rows that hold more of the words shall come first, :most where looking stops, :each rows per kind.
-- Materialised, or else SQLite would compute the rank of every row although nobody asked for it.
with matched as materialized (
  select
    i.kind, i.row_id, i.title, i.weight,
    i.folded = :folded as is_whole,
    case when :is_ranked then search_index_fts.rank else 0 end as score
  from search_index_fts
  cross join search_index i on i.id = search_index_fts.rowid
  where search_index_fts match :match
    and (:exact = '' or instr(i.title, :exact) > 0)
  limit :most
),
spellings as (
  select *, row_number() over (partition by kind, row_id order by is_whole desc, score, title) as place
  from matched
),
ranked as (
  select
    kind, row_id, title,
    row_number() over (partition by kind order by is_whole desc, score, weight desc, row_id) as nth,
    count(*) over (partition by kind) as total
  from spellings
  where place = 1
)
select
  r.kind, r.row_id, r.title, r.total, (select count(*) from matched) as looked_at,
  coalesce(a.name, sp.name, q.speaker_words) as name,
  coalesce(a.description, t.name, p.name, qp.name, u.country) as detail,
  coalesce(q.said_from, ar.published, qa.published) as day,
  coalesce(q.language, ar.language) as language,
  q.article as article, q.words as words, q.paraphrase as paraphrase
from ranked r
left join actors a on r.kind = 'actor' and a.id = r.row_id
left join claims c on r.kind = 'claim' and c.id = r.row_id
left join topics t on t.id = c.topic
left join articles ar on r.kind = 'article' and ar.id = r.row_id
left join publishers p on p.id = ar.publisher
left join quotes q on r.kind = 'quote' and q.id = r.row_id
left join actors sp on sp.id = q.speaker
left join articles qa on qa.id = q.article
left join publishers qp on qp.id = qa.publisher
left join publishers u on r.kind = 'publisher' and u.id = r.row_id
where r.nth <= :each
order by r.kind, r.nth
