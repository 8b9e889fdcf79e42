-- title: Where do two actors stand, side by side?
-- description: Claims on which both took a position, with the latest of each; every pair is listed once where no actor is named.
-- view: shared_claims
-- param actor_a: Id of the first actor; all when left empty.
-- param actor_b: Id of the second actor; all when left empty.
-- param topic: Topic of the claim; all topics when left empty.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_a = :actor_a
  and actor_b = :actor_b
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_a = :actor_a
  and :actor_b = ''
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_b = :actor_b
  and :actor_a = ''
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where :actor_a = ''
  and :actor_b = ''
  and actor_a < actor_b
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
order by actor_a_name, actor_b_name, claim
