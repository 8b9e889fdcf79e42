-- How many pages of each kind there are to list: rows with a position that counts, and every article.
with final as (
  select
    (select count(*) from tallies where kind = 'topic' and label = 'any') as topic,
    (select count(*) from tallies where kind = 'claim' and label = 'any') as claim,
    (select count(*) from tallies where kind = 'actor' and label = 'any') as actor,
    (select count(*) from tallies where kind = 'publisher' and label = 'any') as publisher,
    (select count(*) from articles) as article
)
select * from final
