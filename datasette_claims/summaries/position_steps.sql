-- The same actor on the same claim, first on one side (for, against, open) and next on another.
with stands as (
  select s.actor, s.claim, s.id, s.said_from, q.said_to, l.polarity
  from stances s
  cross join stance_labels l on l.id = s.label
  cross join quotes q on q.id = s.quote
  where s.is_counted = 1
    and l.commitment <> 'transmitted'
    and s.label not in ('mentions', 'calls_for')
    and s.said_from is not null
    and s.claim = :claim
),
steps as (
  select *, lag(id) over w as before, lag(polarity) over w as before_polarity
  from stands
  window w as (partition by actor, claim order by said_from, said_to, id)
)
select id, before, actor, claim, said_from
from steps
where before_polarity <> polarity and actor is not null
