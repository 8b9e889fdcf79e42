-- Pairs of the most quoted actors with most claims in common, to begin with.
with final as (
  select n.actor_a, a.name as actor_a_name, n.actor_b, b.name as actor_b_name, n.claims, n.opposed, n.agreed
  from actor_pairs n
  join actors a on a.id = n.actor_a
  join actors b on b.id = n.actor_b
  order by n.opposed desc, n.claims desc, a.name, b.name
  limit 8
)
select * from final
