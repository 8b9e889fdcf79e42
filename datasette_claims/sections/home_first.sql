-- Who is first on record with a claim.
with final as (
  select claim, claim_text, said_from, said_to, actor, actor_name, chain, root_kind
  from first_statements
  where claim = :claim
)
select * from final
