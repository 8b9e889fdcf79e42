-- Who says what about the claim, latest first.
with chosen as (
  select s.*
  from stances s
  where s.claim = :id and s.review <> 'rejected'
),
final as (
  select
    s.id as position, s.is_counted, q.said_from, q.said_to, q.said_as_written, q.said_basis, q.venue,
    s.actor, a.name as actor_name, a.kind as actor_kind, a.country as actor_country,
    q.speaker, sp.name as speaker_name, sp.kind as speaker_kind, q.speaker_words,
    s.label as stance, l.name as stance_name, s.certainty, s.part,
    q.words, q.language as words_language, q.is_cut, q.paraphrase, q.mode, q.cue,
    q.article, ar.title, ar.url, ar.archived_url, ar.published, ar.language, ar.reuse,
    ar.publisher, p.name as publisher_name,
    s.method, s.review, s.score, s.detail as reason, s.run, q.detail as quote_reason, q.score as quote_score,
    (
      select json_group_array(json_object('actor', actor, 'name', name))
      from (
        select r.actor, ra.name
        from relays r join actors ra on ra.id = r.actor
        where r.quote = q.id
        order by r.step
      )
    ) as relays
  from chosen s
  join quotes q on q.id = s.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  left join actors sp on sp.id = q.speaker
  order by q.said_from desc, q.said_to desc, s.id
  limit :limit
)
select * from final
