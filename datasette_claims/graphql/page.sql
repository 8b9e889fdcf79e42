-- A page of rows of a view, each with the rows it names as JSON, and beside it the count of all of them.

with {source}
facts as (
  select {facts}
),
chosen as materialized (
  {chosen}
),
page as materialized (
  select *, 1 as _here{parents}
  from {shown}
)
select *
from facts
left join page on true
order by {order}
