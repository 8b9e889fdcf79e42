-- Counted positions by stance and of all stances, for each claim, actor, speaker for somebody else, publisher, topic and for
-- everything.
with counted as materialized (
  select s.claim, s.actor, q.speaker, s.label, ar.publisher
  from stances s
  cross join quotes q on q.id = s.quote
  cross join articles ar on ar.id = q.article
  where s.is_counted = 1
),
taken as (
  select claim, label, actor, count(*) as positions from counted group by claim, label, actor
),
by_topic as materialized (
  select b.topic, n.claim, n.label, n.actor, n.positions from taken n cross join topic_claims b on b.claim = n.claim
)
select 'claim', claim, label, count(*), 1, count(distinct actor) from counted group by claim, label
union all
select 'claim', claim, 'any', count(*), 1, count(distinct actor) from counted group by claim
union all
select 'actor', actor, label, count(*), count(distinct claim), 1 from counted where actor is not null group by actor, label
union all
select 'actor', actor, 'any', count(*), count(distinct claim), 1 from counted where actor is not null group by actor
union all
select 'speaker', speaker, label, count(*), count(distinct claim), count(distinct actor) from counted where speaker <> actor group by speaker, label
union all
select 'speaker', speaker, 'any', count(*), count(distinct claim), count(distinct actor) from counted where speaker <> actor group by speaker
union all
select 'publisher', publisher, label, count(*), count(distinct claim), count(distinct actor) from counted group by publisher, label
union all
select 'publisher', publisher, 'any', count(*), count(distinct claim), count(distinct actor) from counted group by publisher
union all
select 'topic', topic, label, sum(positions), count(distinct claim), count(distinct actor) from by_topic group by topic, label
union all
select 'topic', topic, 'any', sum(positions), count(distinct claim), count(distinct actor) from by_topic group by topic
union all
select 'all', '', label, count(*), count(distinct claim), count(distinct actor) from counted group by label
union all
select 'all', '', 'any', count(*), count(distinct claim), count(distinct actor) from counted having count(*) > 0
