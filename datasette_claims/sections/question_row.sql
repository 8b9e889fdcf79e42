-- The name of a row that a question is asked about; :kind is actor, claim, article or topic.
select id, name from actors where :kind = 'actor' and id = :id and review <> 'rejected'
union all
select id, text from claims where :kind = 'claim' and id = :id and review <> 'rejected'
union all
select id, title from articles where :kind = 'article' and id = :id
union all
select id, name from topics where :kind = 'topic' and id = :id
