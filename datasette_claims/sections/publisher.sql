-- The publisher itself, with its counts.
with final as (
  select
    p.id, p.name, p.domain, p.country, p.kind, p.family, f.name as family_name, p.actor, a.name as actor_name, p.wikidata, p.note,
    (select count(*) from articles ar where ar.publisher = p.id) as articles,
    (select count(*) from articles ar where ar.publisher = p.id and ar.reuse in ('original', 'rewrite')) as original_articles
  from publishers p
  left join publishers f on f.id = p.family
  left join actors a on a.id = p.actor
  where p.id = :id
)
select * from final
