-- The claim most often printed, and what stands behind it.
with final as (
  select claim, claim_text, articles, families, first_hand, in_words
  from independent_sources
  order by articles desc, families, claim
  limit 1
)
select * from final
