-- One row per claim that is not rejected. The earliest and latest positions are found by the smallest or
-- largest of a sort key, whose bare columns SQLite takes from the same row (sqlite.org/lang_select.html#bareagg).
with said as (
  select
    s.claim, s.id, s.actor, s.label, s.said_from, l.polarity, l.commitment, l.polarity = 1 or s.label = 'relays' as is_backing,
    q.article, q.said_to, ar.published, ar.publisher, ar.reuse in ('original', 'rewrite') as is_reporting, p.family,
    a.kind, a.country, a.part_of
  from stances s
  cross join stance_labels l on l.id = s.label
  cross join quotes q on q.id = s.quote
  cross join articles ar on ar.id = q.article
  cross join publishers p on p.id = ar.publisher
  left join actors a on a.id = s.actor
  where s.is_counted = 1 and s.claim = :claim
),
numbers as (
  select
    claim,
    count(*) as positions,
    count(distinct actor) as actors,
    count(distinct case when polarity = 1 then actor end) as actors_for,
    count(distinct case when polarity = -1 then actor end) as actors_against,
    count(distinct case when label in ('questions', 'cannot_confirm', 'qualifies') then actor end) as actors_doubting,
    count(distinct case when label = 'declines_to_comment' then actor end) as actors_declining,
    count(distinct case when commitment = 'transmitted' then actor end) as actors_relaying,
    count(distinct article) as articles,
    min(said_from) as first_said,
    max(said_to) as last_said,
    count(distinct case when is_backing then article end) as backing_articles,
    count(distinct case when is_backing and is_reporting then article end) as original_articles,
    count(distinct case when is_backing then publisher end) as publishers,
    count(distinct case when is_backing and is_reporting then family end) as families,
    count(distinct case when is_backing and commitment = 'own' then actor end) as first_hand,
    count(distinct case when is_backing and commitment = 'own' and kind <> 'unnamed' then actor end) as first_hand_named,
    min(case when is_backing then said_from end) as backed_from,
    min(case when is_backing then said_to end) as backed_to
  from said
  group by claim
),
firsts as (
  -- By the latest possible day, so that “10 October” comes before “October”, of which only the month is known.
  select claim, id, said_from, min(coalesce(said_to, said_from) || ' ' || said_from || ' ' || coalesce(published, '') || ' ' || id)
  from said
  where is_backing and said_from is not null
  group by claim
),
denials as (
  select claim, id, said_from, min(coalesce(said_to, said_from) || ' ' || said_from || ' ' || id)
  from said
  where label = 'denies' and said_from is not null
  group by claim
),
answers as (
  select s.claim, s.id, max((s.actor = c.subject) || coalesce(s.said_from, '') || ' ' || s.id)
  from said s
  join claims c on c.id = s.claim
  join actors b on b.id = c.subject
  where s.actor = b.id or s.part_of = b.id or (s.country = b.country and s.kind in ('public_body', 'state', 'person'))
  group by s.claim
),
counterparts as (
  select s.claim, s.id, max((s.actor = c.counterpart) || coalesce(s.said_from, '') || ' ' || s.id)
  from said s
  join claims c on c.id = s.claim
  join actors b on b.id = c.counterpart
  where s.actor = b.id or s.part_of = b.id or (s.country = b.country and s.kind in ('public_body', 'state', 'person'))
  group by s.claim
),
final as (
  select
    c.id, c.topic, c.subject, c.counterpart,
    case
      when n.actors_for > 0 and n.actors_against > 0 then 'contested'
      when n.actors_against > 0 then 'denied'
      when n.actors_for > 0 then 'asserted'
      when n.actors_relaying > 0 then 'relayed'
      else 'open'
    end,
    coalesce(n.positions, 0), coalesce(n.actors, 0), coalesce(n.actors_for, 0), coalesce(n.actors_against, 0),
    coalesce(n.actors_doubting, 0), coalesce(n.actors_declining, 0), coalesce(n.actors_relaying, 0), coalesce(n.articles, 0),
    n.first_said, n.last_said,
    coalesce(n.backing_articles, 0), coalesce(n.original_articles, 0), coalesce(n.publishers, 0), coalesce(n.families, 0),
    coalesce(n.first_hand, 0), coalesce(n.first_hand_named, 0), n.backed_from, n.backed_to,
    f.id, f.said_from, d.id, d.said_from, x.id, y.id
  from claims c
  left join numbers n on n.claim = c.id
  left join firsts f on f.claim = c.id
  left join denials d on d.claim = c.id
  left join answers x on x.claim = c.id
  left join counterparts y on y.claim = c.id
  where c.review <> 'rejected' and c.id = :claim
)
select * from final
