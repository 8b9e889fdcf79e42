-- How many claims nobody has answered, and the one with most positions.
with final as (
  select claim, claim_text, subject, subject_name, (select value from totals where name = 'unanswered') as claims
  from unanswered_claims
  order by positions desc, claim
  limit 1
)
select * from final
