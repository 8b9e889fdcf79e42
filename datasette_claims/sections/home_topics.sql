-- Topics with their claims and counted positions, whether it is the claim's main topic or a further one.
with belongs as (
  select id as claim, topic from claims where review <> 'rejected'
  union
  select ct.claim, ct.topic from claim_topics ct join claims c on c.id = ct.claim where c.review <> 'rejected'
),
counted as (
  select s.claim, count(*) as positions
  from stances s
  where s.is_counted = 1
  group by s.claim
),
tallied as (
  select b.topic, count(*) as claims, sum(coalesce(n.positions, 0)) as positions
  from belongs b
  left join counted n on n.claim = b.claim
  group by b.topic
),
final as (
  select t.id as topic, t.name, t.description, t.parent, coalesce(n.claims, 0) as claims, coalesce(n.positions, 0) as positions
  from topics t
  left join tallied n on n.topic = t.id
  order by positions desc, t.name
)
select * from final
