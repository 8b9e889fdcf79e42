-- How the claim hangs together with others, seen from this one.
with both as (
  select r.id, r.relation, 'from' as direction, r.other_claim as claim, r.state, r.detail
  from claim_relations r
  where r.claim = :id and r.state <> 'rejected'
  union all
  select r.id, r.relation, 'to', r.claim, r.state, r.detail
  from claim_relations r
  where r.other_claim = :id and r.state <> 'rejected'
),
final as (
  select b.id, b.relation, b.direction, b.claim, c.text as claim_text, b.state, b.detail
  from both b
  join claims c on c.id = b.claim and c.review <> 'rejected'
  order by b.state, b.relation, b.direction, c.text
)
select * from final
