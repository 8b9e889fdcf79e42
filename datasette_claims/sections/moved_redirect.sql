-- What became of an id: the end of the chain where a row was merged into one that was merged later;
-- nothing where the chain runs in a circle.
with recursive chain(old_id, new_id, reason, since, step) as (
  select old_id, new_id, reason, since, 1
  from redirects
  where table_name = :table and old_id = :id
  union all
  select r.old_id, r.new_id, r.reason, r.since, c.step + 1
  from chain c
  join redirects r on r.table_name = :table and r.old_id = c.new_id
  where c.step < 10
)
select new_id, reason, since
from chain c
where new_id is null
  or not exists (select 1 from redirects r where r.table_name = :table and r.old_id = c.new_id)
