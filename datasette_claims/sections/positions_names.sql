-- Names of the values a list is filtered by; :values is a JSON list of objects with filter and value.
select
  json_extract(v.value, '$.filter') as filter,
  json_extract(v.value, '$.value') as value,
  case json_extract(v.value, '$.filter')
    when 'topic' then (select name from topics where id = json_extract(v.value, '$.value'))
    when 'actor' then (select name from actors where id = json_extract(v.value, '$.value'))
    when 'speaker' then (select name from actors where id = json_extract(v.value, '$.value'))
    when 'claim' then (select text from claims where id = json_extract(v.value, '$.value'))
    when 'publisher' then (select name from publishers where id = json_extract(v.value, '$.value'))
    when 'country' then (select country from actors where country = json_extract(v.value, '$.value') collate nocase limit 1)
    when 'stance' then (select name from stance_labels where id = json_extract(v.value, '$.value'))
  end as name
from json_each(:values) v
