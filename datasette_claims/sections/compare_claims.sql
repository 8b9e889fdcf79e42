-- Claims on which both actors took a counted position, with the latest stance of each.
with shared as (
  select
    x.claim,
    case lx.polarity * ly.polarity when -1 then 1 when 1 then 2 else 3 end as place,
    max(x.said_from, y.said_from) as latest
  from latest_positions x
  cross join latest_positions y on y.actor = :b and y.claim = x.claim
  cross join stance_labels lx on lx.id = x.label
  cross join stance_labels ly on ly.id = y.label
  where x.actor = :a
  order by 2, 3 desc, x.claim
  limit :limit
),
mine as (
  select
    s.actor, s.claim, s.id, s.label, s.quote, s.said_from,
    row_number() over (
      partition by s.actor, s.claim
      order by s.said_from desc, ar.reuse in ('reprint', 'mirror', 'distorted'), q.words is null, s.id desc
    ) as place
  from shared n
  cross join stances s on s.claim = n.claim and s.actor in (:a, :b) and s.is_counted = 1
  cross join quotes q on q.id = s.quote
  cross join articles ar on ar.id = q.article
),
latest as (
  select
    m.*, l.name, l.polarity, q.said_from as first_day, q.said_to, q.words, q.language, q.is_cut, q.paraphrase,
    q.article, ar.url, p.name as publisher_name
  from mine m
  join stance_labels l on l.id = m.label
  join quotes q on q.id = m.quote
  join articles ar on ar.id = q.article
  join publishers p on p.id = ar.publisher
  where m.place = 1
),
final as (
  select
    x.claim, c.text as claim_text,
    case x.polarity * y.polarity when 1 then 'agree' when -1 then 'opposed' else 'apart' end as relation,
    x.label as stance_a, x.name as stance_a_name, x.first_day as said_from_a, x.said_to as said_to_a, x.words as words_a,
    x.language as language_a, x.is_cut as is_cut_a, x.paraphrase as paraphrase_a, x.article as article_a, x.url as url_a,
    x.publisher_name as publisher_name_a, x.id as position_a,
    y.label as stance_b, y.name as stance_b_name, y.first_day as said_from_b, y.said_to as said_to_b, y.words as words_b,
    y.language as language_b, y.is_cut as is_cut_b, y.paraphrase as paraphrase_b, y.article as article_b, y.url as url_b,
    y.publisher_name as publisher_name_b, y.id as position_b
  from latest x
  join latest y on y.claim = x.claim and y.actor = :b
  join claims c on c.id = x.claim
  where x.actor = :a
  order by case x.polarity * y.polarity when -1 then 1 when 1 then 2 else 3 end, max(x.said_from, y.said_from) desc, x.claim
  limit :limit
)
select * from final
