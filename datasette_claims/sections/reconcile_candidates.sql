-- For every text of a batch (:matches, a JSON list of FTS5 expressions) the rows of one kind that hold most of its
-- words, with the name that holds them. The index holds each kind in one run of numbers, so that looking stops at its end.
with bounds as (
  select min(id) as first, max(id) as last from search_index where kind = :kind
)
select
  m.key as number,
  (
    select json_group_array(json_array(c.row_id, c.title, c.name_kind))
    from (
      select
        i.row_id, i.title,
        (select n.kind from actor_names n where n.actor = i.row_id and n.name = i.title) as name_kind
      from search_index_fts
      cross join search_index i on i.id = search_index_fts.rowid
      where search_index_fts match m.value
        and search_index_fts.rowid between (select first from bounds) and (select last from bounds)
        and i.kind = :kind
      order by search_index_fts.rank
      limit :most
    ) c
  ) as candidates
from json_each(:matches) m
