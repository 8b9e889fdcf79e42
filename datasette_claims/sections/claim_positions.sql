-- Who says what about the claim, latest first: the positions in :numbers (a JSON list of rowids), or without it the
-- latest. The rows are chosen before anything is joined to them.
with latest as (
  select s.*
  from stances s
  where :numbers is null and s.claim = :id and s.review <> 'rejected'
  order by s.said_from desc
  limit :limit
),
chosen as (
  select * from latest
  union all
  select s.* from json_each(:numbers) x cross join stances s on s.rowid = x.value
),
final as (
  select
    n.id as position, n.is_counted, q.said_from, q.said_to, q.said_as_written, q.said_basis, q.venue,
    n.actor, a.name as actor_name, a.kind as actor_kind, a.country as actor_country,
    q.speaker, sp.name as speaker_name, sp.kind as speaker_kind, q.speaker_words,
    n.label as stance, l.name as stance_name, n.certainty, n.part,
    q.words, q.language as words_language, q.is_cut, q.paraphrase, q.mode, q.cue,
    q.article, ar.title, ar.url, ar.archived_url, ar.published, ar.language, ar.reuse,
    ar.publisher, p.name as publisher_name,
    n.method, n.review, n.score, n.detail as reason, n.run, q.detail as quote_reason, q.score as quote_score,
    (
      select json_group_array(json_object('actor', actor, 'name', name))
      from (
        select r.actor, ra.name
        from relays r join actors ra on ra.id = r.actor
        where r.quote = q.id
        order by r.step
      )
    ) as relays
  from chosen n
  join quotes q on q.id = n.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join stance_labels l on l.id = n.label
  left join actors a on a.id = n.actor
  left join actors sp on sp.id = q.speaker
  -- Of one day's words the quoted ones come first: they are what a group of repeats is shown by.
  order by q.said_from desc, q.said_to desc, q.mode <> 'direct', n.id
)
select * from final
