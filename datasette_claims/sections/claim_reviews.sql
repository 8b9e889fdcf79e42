-- Fact-checks of the claim by others, with their rating as they wrote it.
with final as (
  select r.id, r.publisher, p.name as publisher_name, r.url, r.title, r.published, r.claim_reviewed, r.rating, r.language, r.state, r.score, r.detail
  from reviews r
  join publishers p on p.id = r.publisher
  where r.claim = :id and r.state <> 'rejected'
  order by r.state, r.published desc, r.id
)
select * from final
