-- The stance labels with their definitions and the labels other schemes use.
with final as (
  select id as stance, name as stance_name, definition, letter, sdqc, emergent, fnc, cito, wikidata
  from stance_labels
  order by sort
)
select * from final
