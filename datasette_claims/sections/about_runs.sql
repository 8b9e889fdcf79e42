-- What made the rows, and how many unless :uncounted.
with final as (
  select
    r.id, r.tool, r.finished, r.note,
    case when not :uncounted then (select count(*) from stances s where s.run = r.id) end as positions,
    case when not :uncounted then (select count(*) from quotes q where q.run = r.id) end as quotes
  from runs r
  order by r.finished desc, r.id
)
select * from final
