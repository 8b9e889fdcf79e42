-- A stretch of the articles, each with the day on which it was read.
with listed as (
  select id, run from articles order by id limit :limit offset :offset
),
final as (
  select
    l.id,
    (select r.finished from runs r where r.id = l.run) as worked,
    (select max(k.resolved) from corrections k where k.table_name = 'articles' and k.row_id = l.id) as corrected
  from listed l
)
select * from final
