-- The claims that a topic holds with their counts, most discussed first; rows nobody has checked are not counted.
with chosen as (
  select b.claim, b.is_further, count(*) over () as total
  from topic_claims b
  cross join claim_summaries n on n.claim = b.claim
  where b.topic = :id
  order by n.positions desc, b.claim
  limit :limit
),
final as (
  select
    n.claim, c.text as claim_text, h.is_further as is_further_topic,
    n.positions, n.actors, n.actors_for, n.actors_against,
    coalesce((select r.actors from tallies r where r.kind = 'claim' and r.row_id = n.claim and r.label = 'relays'), 0) as actors_relaying,
    n.first_said,
    (select max(s.said_from) from stances s where s.claim = n.claim and s.is_counted = 1) as last_said,
    h.total
  from chosen h
  join claim_summaries n on n.claim = h.claim
  join claims c on c.id = h.claim
  order by n.positions desc, n.claim
)
select * from final
