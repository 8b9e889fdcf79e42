-- title: What needs care?
-- description: Proposals nobody has checked, statements without a date, articles without an archived copy, suggested relations.
-- view: review_queue
-- param kind: proposed, undated, no_archive or suggested; all when left empty.
-- param table: Table of the row, such as stances; all when left empty.

select kind, table_name, row_id, summary, score, article
from review_queue
where (:kind = '' or kind = :kind)
  and (:table = '' or table_name = :table)
order by kind, table_name, row_id
