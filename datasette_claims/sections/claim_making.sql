-- How the rows of the claim came about: how they were made, how far they are checked, by which run, and what was corrected.
with rows_made as (
  select 'made' as kind, n.method as what, n.review as state, n.run as id, ru.tool as title, ru.finished as day, ru.note as note, n.positions as number
  from claim_origins n
  left join runs ru on ru.id = n.run
  where n.claim = :id
),
mended as (
  select 'corrected', k.kind, k.decision, k.id, k.row_id, coalesce(k.resolved, k.received), k.note, 1
  from corrections k
  where (k.table_name = 'claims' and k.row_id = :id)
     or (k.table_name = 'stances' and exists (select 1 from stances s where s.id = k.row_id and s.claim = :id))
     or (k.table_name = 'quotes' and exists (select 1 from stances s where s.quote = k.row_id and s.claim = :id))
),
final as (
  select * from rows_made
  union all
  select * from mended
  order by 1 desc, 8 desc, 4
)
select * from final
