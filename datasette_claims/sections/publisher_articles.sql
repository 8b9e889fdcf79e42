-- Its articles, latest first.
with final as (
  select
    ar.id as article, ar.title, ar.url, ar.archived_url, ar.published, ar.language, ar.reuse,
    (select count(*) from quotes q where q.article = ar.id and q.review <> 'rejected') as quotes
  from articles ar
  where ar.publisher = :id
  order by ar.published desc, ar.id
  limit :limit
)
select * from final
