-- A stretch of the publishers with counted positions, each with the day of the latest work on an article of theirs.
with listed as (
  select row_id as id from tallies where kind = 'publisher' and label = 'any' order by row_id limit :limit offset :offset
),
final as (
  select
    l.id,
    (select max(r.finished) from articles ar join runs r on r.id = ar.run where ar.publisher = l.id) as worked,
    (select max(k.resolved) from corrections k where k.table_name = 'publishers' and k.row_id = l.id) as corrected
  from listed l
)
select * from final
