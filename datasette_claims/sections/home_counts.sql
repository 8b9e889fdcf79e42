-- How much there is; positions nobody has checked are not counted.
with final as (
  select
    coalesce((select positions from tallies where kind = 'all' and row_id = '' and label = 'any'), 0) as positions,
    coalesce((select actors from tallies where kind = 'all' and row_id = '' and label = 'any'), 0) as actors,
    (select value from totals where name = 'claims') as claims,
    (select value from totals where name = 'articles') as articles,
    (select value from totals where name = 'languages') as languages,
    (select min(said_from) from stances where is_counted = 1) as first_said,
    (select max(said_from) from stances where is_counted = 1) as last_said
)
select * from final
