-- The topic itself, with the wider one.
with final as (
  select t.id, t.name, t.description, t.parent, p.name as parent_name
  from topics t
  left join topics p on p.id = t.parent
  where t.id = :id
)
select * from final
