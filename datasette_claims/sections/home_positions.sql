-- The latest counted positions.
with chosen as (
  select s.*
  from stances s indexed by stances_said_from
  where s.is_counted = 1 and s.said_from is not null
  order by s.said_from desc
  limit :limit
),
final as (
  select
    s.id as position, q.said_from, q.said_to, s.actor, a.name as actor_name, s.label as stance, l.name as stance_name,
    s.claim, c.text as claim_text, q.words, q.language as words_language, q.is_cut, q.paraphrase,
    q.article, ar.url, ar.reuse, p.name as publisher_name
  from chosen s
  join quotes q on q.id = s.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join claims c on c.id = s.claim
  join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  order by s.said_from desc, s.id
)
select * from final
