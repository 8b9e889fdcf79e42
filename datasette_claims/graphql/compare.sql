-- The rows of the view shared_claims for two actors. The view itself ranks the stances of everybody first.

with latest as (
  select
    s.actor, s.claim, s.topic, s.label, l.polarity, s.said_from, s.id,
    row_number() over (partition by s.actor, s.claim order by s.said_from desc, s.id desc) as place
  from stances s
  join stance_labels l on l.id = s.label
  where s.actor in (:a, :b) and s.is_counted = 1
)
select
  x.actor as actor_a,
  a.name as actor_a_name,
  y.actor as actor_b,
  b.name as actor_b_name,
  x.claim as claim,
  c.text as claim_text,
  x.topic as topic,
  x.label as stance_a,
  x.said_from as said_a,
  y.label as stance_b,
  y.said_from as said_b,
  case x.polarity * y.polarity when 1 then 'agree' when -1 then 'opposed' else 'apart' end as relation,
  x.id as position_a,
  y.id as position_b
from latest x
join latest y on y.claim = x.claim and y.actor = :b and y.place = 1
join actors a on a.id = x.actor
join actors b on b.id = y.actor
join claims c on c.id = x.claim
where x.actor = :a and x.place = 1 and x.actor <> y.actor
