-- Publishers that count as one source with this one.
with final as (
  select p.id, p.name, p.country, p.kind, p.note
  from publishers p
  where p.family = (select family from publishers where id = :id) and p.id <> :id
  order by p.name
)
select * from final
