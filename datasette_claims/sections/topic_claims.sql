-- The claims of a topic and of those below it with their counts, most discussed first; rows nobody has checked are not counted.
with recursive below(id) as (
  select :id
  union
  select t.id from topics t join below b on t.parent = b.id
),
belonging as (
  select n.claim, n.positions from below b cross join claim_summaries n on n.topic = b.id
  union
  select ct.claim, n.positions from below b cross join claim_topics ct on ct.topic = b.id cross join claim_summaries n on n.claim = ct.claim
),
chosen as (
  select claim, count(*) over () as total
  from belonging
  order by positions desc, claim
  limit :limit
),
final as (
  select
    n.claim, c.text as claim_text, n.topic not in (select id from below) as is_further_topic,
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
