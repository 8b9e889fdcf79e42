-- The latest counted position of every actor on every claim; undated ones count as the oldest.
with newest as (
  select actor, claim, id, label, said_from, max(coalesce(said_from, '') || ' ' || id)
  from stances s
  where s.is_counted = 1 and s.actor is not null and s.claim = :claim
  group by claim, actor
)
select actor, claim, id, label, said_from
from newest
