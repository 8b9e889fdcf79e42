-- From a claim up to those that say more, each rung as near to the weakest as it can be reached.
with recursive ladder(base, claim, step, path) as (
  select c.id, c.id, 1, '/' || c.id || '/'
  from claims c
  where c.review <> 'rejected'
    and exists (
      select 1 from claim_relations r
      where r.other_claim = c.id and r.relation = 'stronger_than' and r.state = 'confirmed'
    )
    and not exists (
      select 1 from claim_relations r
      where r.claim = c.id and r.relation = 'stronger_than' and r.state = 'confirmed'
    )
  union
  select l.base, r.claim, l.step + 1, l.path || r.claim || '/'
  from ladder l
  join claim_relations r on r.other_claim = l.claim and r.relation = 'stronger_than' and r.state = 'confirmed'
  where instr(l.path, '/' || r.claim || '/') = 0
)
select base, min(step), claim
from ladder
group by base, claim
