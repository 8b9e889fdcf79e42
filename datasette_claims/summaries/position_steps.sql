-- The same actor on the same claim, first on one side (for, against, open) and next on another.
--
-- What several articles make of one day's words is one position, the one most of them give: two renderings are no
-- change. Within one article two statements of a day do make one, in the order of the source's key.
with stands as (
  select s.actor, s.claim, s.id, s.said_from, q.said_to, coalesce(q.source_key, '') as source_key, q.article, s.label, l.polarity
  from stances s
  cross join stance_labels l on l.id = s.label
  cross join quotes q on q.id = s.quote
  where s.is_counted = 1
    and l.commitment <> 'transmitted'
    and s.label not in ('mentions', 'calls_for')
    and s.said_from is not null
    and s.actor is not null
    and s.claim = :claim
),
-- The id is taken from the row with the smallest key (sqlite.org/lang_select.html#bareagg).
labels as (
  select actor, claim, said_from, said_to, polarity, label, id, count(*) as times, min(source_key || id)
  from stands
  group by actor, claim, said_from, said_to, polarity, label
),
sides as (
  select *, sum(times) over (partition by actor, claim, said_from, said_to, polarity) as side_times
  from labels
),
ranked as (
  select *, row_number() over (partition by actor, claim, said_from, said_to order by side_times desc, times desc, id) as place
  from sides
),
days as (
  select actor, claim, said_from, id, polarity, lag(id) over w as before, lag(polarity) over w as before_polarity
  from ranked
  where place = 1
  window w as (partition by actor, claim order by said_from, said_to)
),
articles as (
  select actor, claim, said_from, id, polarity, lag(id) over w as before, lag(polarity) over w as before_polarity
  from stands
  window w as (partition by actor, claim, article, said_from, said_to order by source_key, id)
),
final as (
  select id, before, actor, claim, said_from from days where before_polarity <> polarity
  union all
  select id, before, actor, claim, said_from from articles
  where before_polarity <> polarity
    and id not in (select id from days where before_polarity <> polarity)
)
select * from final
