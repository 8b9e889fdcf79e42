-- A stretch of the actors with counted positions, each with the day of the latest work on what it said.
with listed as (
  select row_id as id from tallies where kind = 'actor' and label = 'any' order by row_id limit :limit offset :offset
),
final as (
  select
    l.id,
    (select max(r.finished) from stances s join runs r on r.id = s.run where s.actor = l.id) as worked,
    (select max(k.resolved) from corrections k where k.table_name = 'actors' and k.row_id = l.id) as corrected
  from listed l
)
select * from final
