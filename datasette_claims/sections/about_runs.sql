-- What made the rows.
with final as (
  select
    r.id, r.tool, r.finished, r.note,
    (select count(*) from stances s where s.run = r.id) as positions,
    (select count(*) from quotes q where q.run = r.id) as quotes
  from runs r
  order by r.finished desc, r.id
)
select * from final
