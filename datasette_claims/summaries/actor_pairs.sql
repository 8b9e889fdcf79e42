-- Pairs among the 60 actors with most counted positions: all pairs of a large database would be too many
-- to count, and the most quoted have most in common.
with busiest as (
  select row_id as actor from tallies where kind = 'actor' and label = 'any' order by positions desc, row_id limit 60
),
stands as materialized (
  select n.actor, n.claim, l.polarity
  from busiest b
  cross join latest_positions n on n.actor = b.actor
  join stances s on s.id = n.position
  join stance_labels l on l.id = s.label
  order by n.claim
)
select x.actor, y.actor, count(*), sum(x.polarity * y.polarity = -1), sum(x.polarity * y.polarity = 1)
from stands x
join stands y on y.claim = x.claim and y.actor > x.actor
group by x.actor, y.actor
