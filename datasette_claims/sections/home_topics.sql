-- Topics with their claims and counted positions: those of their own, main or further, and those of the topics below them.
with recursive belongs(claim, topic, is_own) as (
  select id, topic, 1 from claims where review <> 'rejected'
  union
  select ct.claim, ct.topic, 1 from claim_topics ct join claims c on c.id = ct.claim where c.review <> 'rejected'
  union
  select b.claim, t.parent, 0 from belongs b join topics t on t.id = b.topic where t.parent is not null
),
counted as (
  select s.claim, count(*) as positions
  from stances s
  where s.is_counted = 1
  group by s.claim
),
tallied as (
  select b.topic, count(*) as claims, sum(b.is_own) as own_claims, sum(coalesce(n.positions, 0)) as positions
  from (select claim, topic, max(is_own) as is_own from belongs group by claim, topic) b
  left join counted n on n.claim = b.claim
  group by b.topic
),
final as (
  select
    t.id as topic, t.name, t.description, t.parent,
    coalesce(n.claims, 0) as claims, coalesce(n.own_claims, 0) as own_claims, coalesce(n.positions, 0) as positions
  from topics t
  left join tallied n on n.topic = t.id
  order by positions desc, t.name
)
select * from final
