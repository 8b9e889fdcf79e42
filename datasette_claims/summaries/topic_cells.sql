-- For the 30 most discussed claims of a topic, its own or as a further topic, and the 60 actors who spoke
-- about most of them: what a matrix shows.
with discussed as (
  select n.topic, n.claim, n.positions from claim_summaries n where n.positions > 0
  union
  select t.topic, n.claim, n.positions from claim_topics t join claim_summaries n on n.claim = t.claim where n.positions > 0
),
ranked as (
  select topic, claim, row_number() over (partition by topic order by positions desc, claim) as place
  from discussed
),
cells as (
  select r.topic, s.actor, s.claim, s.label, count(*) as positions, max(s.said_from) as last_said
  from ranked r
  cross join stances s on s.claim = r.claim and s.is_counted = 1 and s.actor is not null
  where r.place <= 30
  group by r.topic, s.actor, s.claim, s.label
),
actors_ranked as (
  select topic, actor, row_number() over (partition by topic order by count(distinct claim) desc, sum(positions) desc, actor) as place
  from cells
  group by topic, actor
)
select c.topic, c.actor, c.claim, c.label, c.positions, c.last_said
from cells c
join actors_ranked n on n.topic = c.topic and n.actor = c.actor
where n.place <= 60
