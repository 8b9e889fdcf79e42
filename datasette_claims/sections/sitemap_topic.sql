-- A stretch of the topics with counted positions, each with the day of the latest work on a position in it.
with listed as (
  select row_id as id from tallies where kind = 'topic' and label = 'any' order by row_id limit :limit offset :offset
),
final as (
  select
    l.id,
    (select max(r.finished) from claims c join claim_origins o on o.claim = c.id join runs r on r.id = o.run where c.topic = l.id) as worked,
    (select max(k.resolved) from corrections k where k.table_name = 'topics' and k.row_id = l.id) as corrected
  from listed l
)
select * from final
