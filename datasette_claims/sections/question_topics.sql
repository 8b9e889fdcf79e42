-- The topics to choose from.
select id, name from topics order by name limit 200
