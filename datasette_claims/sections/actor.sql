-- The actor itself, with the body it belongs to.
with final as (
  select
    a.id, a.name, a.kind, a.description, a.country, a.part_of, b.name as part_of_name,
    a.wikidata, a.source, a.method, a.review, a.note
  from actors a
  left join actors b on b.id = a.part_of
  where a.id = :id and a.review <> 'rejected'
)
select * from final
