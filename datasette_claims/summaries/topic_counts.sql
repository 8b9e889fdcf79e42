-- The claims that every topic holds, its own (main or further) among them, with their counted positions.
select
  b.topic,
  count(*),
  sum(n.topic = b.topic or exists (select 1 from claim_topics ct where ct.claim = b.claim and ct.topic = b.topic)),
  sum(n.positions)
from topic_claims b
join claim_summaries n on n.claim = b.claim
group by b.topic
