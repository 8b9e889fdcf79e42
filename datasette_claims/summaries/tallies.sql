-- Counted positions by stance and of all stances, for each claim, actor, speaker for somebody else, publisher, topic and for
-- everything. A topic holds what the list of positions shows for it: its claims, main or further, and those of the topics below.
with recursive counted as materialized (
  select s.claim, s.actor, q.speaker, s.label, ar.publisher
  from stances s
  cross join quotes q on q.id = s.quote
  cross join articles ar on ar.id = q.article
  where s.is_counted = 1
),
belongs(claim, topic) as (
  select id, topic from claims
  union
  select claim, topic from claim_topics
  union
  select b.claim, t.parent from belongs b join topics t on t.id = b.topic where t.parent is not null
),
taken as (
  select claim, label, actor, count(*) as positions from counted group by claim, label, actor
),
by_topic as materialized (
  select b.topic, n.claim, n.label, n.actor, n.positions from taken n join belongs b on b.claim = n.claim
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
