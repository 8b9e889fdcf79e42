-- The day of the latest work on the data.
select max(finished) as finished from runs
