-- The article itself, with its publisher and what it copies.
with final as (
  select
    ar.id, ar.url, ar.title, ar.publisher, p.name as publisher_name, p.kind as publisher_kind, p.country as publisher_country, p.family,
    ar.author, ar.language, ar.published, ar.published_basis, ar.retrieved, ar.archived_url, ar.reuse,
    ar.syndicated_from, og.title as syndicated_from_title, ar.text_length, ar.text_hash, ar.method, ar.run, ar.note
  from articles ar
  join publishers p on p.id = ar.publisher
  left join articles og on og.id = ar.syndicated_from
  where ar.id = :id
)
select * from final
