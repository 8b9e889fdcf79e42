-- Other pages with the same text: what this one copies, what copies it, and what has the same text hash.
with me as (
  select id, syndicated_from, text_hash from articles where id = :id
),
chosen as (
  select ar.id from me cross join articles ar on ar.syndicated_from = me.id
  union
  select ar.id from me cross join articles ar on ar.id = me.syndicated_from
  union
  select ar.id from me cross join articles ar on ar.syndicated_from = me.syndicated_from
  union
  select ar.id from me cross join articles ar indexed by articles_text_hash on ar.text_hash = me.text_hash
),
final as (
  select ar.id as article, ar.title, ar.url, ar.published, ar.reuse, ar.publisher, p.name as publisher_name, ar.note
  from chosen n
  join articles ar on ar.id = n.id
  join publishers p on p.id = ar.publisher
  where n.id <> :id
  order by ar.published, ar.id
)
select * from final
