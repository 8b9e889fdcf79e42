-- A stretch of the claims with counted positions, each with the day of the latest work on it.
with listed as (
  select row_id as id from tallies where kind = 'claim' and label = 'any' order by row_id limit :limit offset :offset
),
final as (
  select
    l.id,
    (select max(r.finished) from claim_origins o join runs r on r.id = o.run where o.claim = l.id) as worked,
    (select max(k.resolved) from corrections k where k.table_name = 'claims' and k.row_id = l.id) as corrected
  from listed l
)
select * from final
