-- What was said on the actor's behalf or by the actor for a body, latest first.
with chosen as (
  select id
  from (
    select s.id from stances s where s.actor = :id and s.review <> 'rejected' order by s.said_from desc limit :limit
  )
  union
  select id
  from (
    select s.id from stances s where s.speaker = :id and s.review <> 'rejected' order by s.said_from desc limit :limit
  )
),
final as (
  select
    s.id as position, s.is_counted, q.said_from, q.said_to, s.actor, a.name as actor_name, q.speaker, sp.name as speaker_name,
    s.label as stance, l.name as stance_name, s.claim, c.text as claim_text,
    q.words, q.language as words_language, q.is_cut, q.paraphrase, q.mode,
    q.article, ar.title, ar.url, ar.archived_url, ar.published, ar.reuse, ar.publisher, p.name as publisher_name, s.review, s.method
  from chosen n
  join stances s on s.id = n.id
  join quotes q on q.id = s.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join claims c on c.id = s.claim
  join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  left join actors sp on sp.id = q.speaker
  order by q.said_from desc, q.said_to desc, s.id
  limit :limit
)
select * from final
