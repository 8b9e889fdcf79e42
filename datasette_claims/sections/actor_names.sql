-- Every spelling, the primary one first.
with final as (
  select n.name, n.language, n.script, n.kind, n.source
  from actor_names n
  where n.actor = :id
  order by
    case n.kind when 'primary' then 1 when 'alias' then 2 when 'transliteration' then 3 when 'former' then 4 else 5 end,
    n.script, n.name
)
select * from final
