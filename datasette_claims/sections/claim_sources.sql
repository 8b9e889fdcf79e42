-- What stands behind the claim (for it, or passing it on): copies and relays are not sources.
with backing as (
  select s.actor, l.commitment, q.article, ar.reuse, ar.publisher, p.family, a.kind
  from stances s
  join quotes q on q.id = s.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  join stance_labels l on l.id = s.label
  left join actors a on a.id = s.actor
  where s.claim = :id and s.is_counted = 1 and (l.polarity = 1 or s.label = 'relays')
),
whole as (
  select count(*) as positions, count(distinct q.article) as all_articles, min(q.said_from) as first_said, max(q.said_to) as last_said
  from stances s
  join quotes q on q.id = s.quote
  where s.claim = :id and s.is_counted = 1
),
final as (
  select
    max(w.positions) as positions, max(w.all_articles) as all_articles, max(w.first_said) as first_said, max(w.last_said) as last_said,
    count(distinct b.article) as articles,
    count(distinct case when b.reuse in ('original', 'rewrite') then b.article end) as original_articles,
    count(distinct b.publisher) as publishers,
    count(distinct case when b.reuse in ('original', 'rewrite') then b.family end) as families,
    count(distinct case when b.commitment = 'own' then b.actor end) as first_hand,
    count(distinct case when b.commitment = 'own' and b.kind <> 'unnamed' then b.actor end) as first_hand_named
  from whole w
  left join backing b on true
)
select * from final
