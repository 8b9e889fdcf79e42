-- What the reconciliation service tells of actors; :ids is a JSON list.
select
  a.id, a.name, a.kind as type, a.kind, a.description, a.country, a.part_of, b.name as part_of_name, a.wikidata,
  (select json_group_array(n.name) from (select name from actor_names where actor = a.id order by id) n) as names,
  coalesce(t.positions, 0) as positions
from json_each(:ids) e
join actors a on a.id = e.value
left join actors b on b.id = a.part_of
left join tallies t on t.kind = 'actor' and t.row_id = a.id and t.label = 'any'
where a.review <> 'rejected'
