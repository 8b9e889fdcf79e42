-- Figures of the front page. Languages are met one after the other in their index, not counted over all articles.
with recursive languages(language) as (
  select min(language) from articles
  union all
  select (select min(ar.language) from articles ar where ar.language > l.language) from languages l where l.language is not null
)
select 'claims', count(*) from claim_summaries
union all
select 'articles', count(*) from articles
union all
select 'languages', count(language) from languages
union all
select 'changes', count(*) from position_steps
union all
select 'actors_changed', count(distinct actor) from position_steps
union all
select 'unanswered', count(*) from claim_summaries where answer is null and subject is not null and positions > 0
union all
select 'contested', count(*) from claim_summaries where state = 'contested'
