-- title: What needs care?
-- description: Proposals nobody has checked, statements without a date, articles without an archived copy, suggested relations.
-- view: review_queue
-- param kind [proposed | undated | no_archive | suggested]: What it needs; all when left empty.
-- param table: Table of the row, such as stances; all when left empty.

-- Part after part in the order of kind and table, each in the order of an index: sorting them all would read them all.
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'no_archive' and table_name = 'articles' and :kind in ('', kind) and :table in ('', table_name)
union all
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'proposed' and table_name = 'actors' and :kind in ('', kind) and :table in ('', table_name)
union all
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'proposed' and table_name = 'claims' and :kind in ('', kind) and :table in ('', table_name)
union all
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'proposed' and table_name = 'stances' and :kind in ('', kind) and :table in ('', table_name)
union all
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'suggested' and table_name = 'claim_relations' and :kind in ('', kind) and :table in ('', table_name)
union all
select kind, table_name, row_id, summary, score, article
from review_queue
where kind = 'undated' and table_name = 'quotes' and :kind in ('', kind) and :table in ('', table_name)
