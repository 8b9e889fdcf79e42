-- The latest positions on the claim, from an index alone: enough to choose what the page shows, which is then read whole.
with final as (
  select s.rowid as number, s.actor, s.label as stance, s.is_counted, s.said_from
  from stances s
  where s.claim = :id and s.review <> 'rejected'
  order by s.said_from desc
  limit :limit
)
select * from final
