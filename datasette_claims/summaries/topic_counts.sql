-- Claims of every topic, its own (main or further) and those of the topics below it, with their counted positions.
with recursive belongs(claim, topic, is_own) as (
  select claim, topic, 1 from claim_summaries
  union
  select ct.claim, ct.topic, 1 from claim_topics ct join claim_summaries n on n.claim = ct.claim
  union
  select b.claim, t.parent, 0 from belongs b join topics t on t.id = b.topic where t.parent is not null
)
select b.topic, count(*), sum(b.is_own), sum(n.positions)
from (select claim, topic, max(is_own) as is_own from belongs group by claim, topic) b
join claim_summaries n on n.claim = b.claim
group by b.topic
