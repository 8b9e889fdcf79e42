-- Pairs of actors with most claims in common, to begin with.
with final as (
  select
    actor_a, actor_a_name, actor_b, actor_b_name,
    count(*) as claims, sum(relation = 'opposed') as opposed, sum(relation = 'agree') as agreed
  from shared_claims
  where actor_a < actor_b
  group by actor_a, actor_b
  order by opposed desc, claims desc, actor_a_name, actor_b_name
  limit 8
)
select * from final
