-- How the rows of the claim came about: how they were made, how far they are checked, by which run, and what was corrected.
with rows_made as (
  select 'made' as kind, s.method as what, s.review as state, s.run as id, ru.tool as title, ru.finished as day, ru.note as note, count(*) as number
  from stances s
  left join runs ru on ru.id = s.run
  where s.claim = :id and s.review <> 'rejected'
  group by s.method, s.review, s.run
),
mended as (
  select 'corrected', k.kind, k.decision, k.id, k.row_id, coalesce(k.resolved, k.received), k.note, 1
  from corrections k
  where (k.table_name = 'claims' and k.row_id = :id)
     or (k.table_name = 'stances' and k.row_id in (select s.id from stances s where s.claim = :id))
     or (k.table_name = 'quotes' and k.row_id in (select s.quote from stances s where s.claim = :id))
),
final as (
  select * from rows_made
  union all
  select * from mended
  order by 1 desc, 8 desc, 4
)
select * from final
