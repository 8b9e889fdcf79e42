-- The topics directly below this one.
with final as (
  select t.id as topic, t.name, t.description
  from topics t
  where t.parent = :id
  order by t.name
)
select * from final
