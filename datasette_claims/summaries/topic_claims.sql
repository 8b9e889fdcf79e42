-- What every topic holds: the claims with it as main or further topic, and those of the topics below it. The one place
-- that says so; lists, questions, counts and GraphQL look it up here.
with recursive belongs(claim, topic, is_further) as (
  select id, topic, 0 from claims where id = :claim
  union
  select claim, topic, 1 from claim_topics where claim = :claim
  union
  select b.claim, t.parent, b.is_further from belongs b join topics t on t.id = b.topic where t.parent is not null
)
select topic, claim, min(is_further)
from belongs
group by topic, claim
