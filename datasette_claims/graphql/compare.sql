-- The rows of the view shared_claims for two actors, in the order of claims as their index gives them.

with latest as (
  select x.claim, x.position as position_a, x.label as label_a, x.said_from as said_a, y.position as position_b, y.label as label_b, y.said_from as said_b
  from latest_positions x
  cross join latest_positions y on y.actor = :b and y.claim = x.claim
  where x.actor = :a and :a <> :b
)
select
  :a as actor_a,
  a.name as actor_a_name,
  :b as actor_b,
  b.name as actor_b_name,
  n.claim as claim,
  c.text as claim_text,
  c.topic as topic,
  n.label_a as stance_a,
  n.said_a as said_a,
  n.label_b as stance_b,
  n.said_b as said_b,
  case lx.polarity * ly.polarity when 1 then 'agree' when -1 then 'opposed' else 'apart' end as relation,
  n.position_a as position_a,
  n.position_b as position_b
from latest n
cross join stance_labels lx on lx.id = n.label_a
cross join stance_labels ly on ly.id = n.label_b
cross join claims c on c.id = n.claim
cross join actors a on a.id = :a
cross join actors b on b.id = :b
