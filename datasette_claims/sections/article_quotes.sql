-- The quotes of an article in reading order, each with its relays and its stances.
with final as (
  select
    q.id as quote, q.speaker, sp.name as speaker_name, sp.kind as speaker_kind, q.speaker_words, q.cue, q.mode, q.section,
    q.words, q.language as words_language, q.is_cut, q.paraphrase, q.start_char, q.end_char,
    q.said_from, q.said_to, q.said_as_written, q.said_basis, q.venue, q.method, q.review, q.score, q.detail as reason,
    (
      select json_group_array(json_object('actor', actor, 'name', name, 'words', words))
      from (
        select r.actor, ra.name, r.words
        from relays r join actors ra on ra.id = r.actor
        where r.quote = q.id
        order by r.step
      )
    ) as relays,
    (
      select json_group_array(json_object(
        'position', id, 'actor', actor, 'actor_name', name, 'actor_kind', kind, 'stance', label, 'stance_name', label_name,
        'claim', claim, 'claim_text', text, 'certainty', certainty, 'review', review, 'is_counted', is_counted, 'reason', detail
      ))
      from (
        select s.id, s.actor, a.name, a.kind, s.label, l.name as label_name, s.claim, c.text, s.certainty, s.review, s.is_counted, s.detail
        from stances s
        join claims c on c.id = s.claim
        join stance_labels l on l.id = s.label
        left join actors a on a.id = s.actor
        where s.quote = q.id and s.review <> 'rejected'
        order by l.sort, s.id
      )
    ) as stances
  from quotes q
  left join actors sp on sp.id = q.speaker
  where q.article = :id and q.review <> 'rejected'
  order by q.start_char is null, q.start_char, q.end_char desc, q.id
  limit :limit
)
select * from final
