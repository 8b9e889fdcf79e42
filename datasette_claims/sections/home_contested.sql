-- How many claims some maintain and others deny, and the one with most actors.
with final as (
  select claim, claim_text, actors_for, actors_against, (select value from totals where name = 'contested') as claims
  from claim_overview
  where state = 'contested'
  order by actors_for + actors_against desc, claim
  limit 1
)
select * from final
