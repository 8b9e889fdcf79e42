-- For the 20 most discussed claims that a topic holds, and the 40 actors who spoke about most of them: what the matrix
-- of a topic shows (pages/topic.py).
with ranked as (
  select b.topic, b.claim, row_number() over (partition by b.topic order by n.positions desc, b.claim) as place
  from topic_claims b
  cross join claim_summaries n on n.claim = b.claim
  where n.positions > 0
),
cells as materialized (
  select r.topic, s.actor, s.claim, s.label, count(*) as positions, max(s.said_from) as last_said
  from ranked r
  cross join stances s on s.claim = r.claim and s.is_counted = 1 and s.actor is not null
  where r.place <= 20
  group by r.topic, s.actor, s.claim, s.label
),
counted as (
  select topic, actor, count(distinct claim) as claims, sum(positions) as positions
  from cells
  group by topic, actor
),
actors_ranked as (
  select n.topic, n.actor, row_number() over (partition by n.topic order by n.claims desc, n.positions desc, a.name) as place
  from counted n
  join actors a on a.id = n.actor
)
select c.topic, c.actor, c.claim, c.label, c.positions, c.last_said, (select count(*) from counted n where n.topic = c.topic)
from cells c
join actors_ranked n on n.topic = c.topic and n.actor = c.actor
where n.place <= 40
