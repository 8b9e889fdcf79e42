-- How much there is; positions nobody has checked are not counted.
with final as (
  select
    (select count(*) from stances where is_counted = 1) as positions,
    (select count(distinct actor) from stances where is_counted = 1) as actors,
    (select count(*) from claims where review <> 'rejected') as claims,
    (select count(*) from articles) as articles,
    (select count(distinct language) from articles) as languages,
    (select min(said_from) from stances where is_counted = 1) as first_said,
    (select max(said_from) from stances where is_counted = 1) as last_said
)
select * from final
