-- For every word of a query (:words, a JSON list of objects with word, match and trigrams): whether
-- anything holds it, and the words that share most of its trigrams.
select
  json_extract(w.value, '$.word') as word,
  exists (select 1 from search_index_fts where search_index_fts match json_extract(w.value, '$.match')) as is_known,
  (
    select json_group_array(n.word)
    from (
      select _search_words_fts.word as word
      from _search_words_fts
      where _search_words_fts match json_extract(w.value, '$.trigrams')
      order by rank
      limit 40
    ) n
  ) as candidates
from json_each(:words) w
