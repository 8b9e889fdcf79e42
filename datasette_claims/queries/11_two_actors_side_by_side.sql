-- title: Where do two actors stand, side by side?
-- description: Claims on which both took a position, with the latest of each; every pair is listed once where no actor is named.
-- view: shared_claims
-- param actor_a: Id of the first actor; all when left empty.
-- param actor_b: Id of the second actor; all when left empty.
-- param topic: Topic of the claim; all topics when left empty.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
with recursive below(id) as (
  select :topic
  union
  select t.id from topics t join below b on t.parent = b.id
),
-- As in the list of positions: claims with this as main or further topic, and those of the topics below it.
in_topic(claim) as (
  select c.id from below b cross join claims c on c.topic = b.id
  union
  select n.claim from below b cross join claim_topics n on n.topic = b.id
)
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_a = :actor_a
  and actor_b = :actor_b
  and (:topic = '' or claim in (select claim from in_topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_a = :actor_a
  and :actor_b = ''
  and (:topic = '' or claim in (select claim from in_topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where actor_b = :actor_b
  and :actor_a = ''
  and (:topic = '' or claim in (select claim from in_topic))
union all
select
  actor_a_name, actor_b_name, claim_text, stance_a, said_a, stance_b, said_b, relation, actor_a, actor_b, claim, position_a, position_b
from shared_claims
where :actor_a = ''
  and :actor_b = ''
  and actor_a < actor_b
  and (:topic = '' or claim in (select claim from in_topic))
order by actor_a_name, actor_b_name, claim
