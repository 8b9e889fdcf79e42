-- title: Which claims are contested?
-- description: Claims that some actors maintain and others deny, each in their own voice.
-- view: claim_overview
-- param topic: Topic of the claim; all topics when left empty.
-- param min_each: How many actors at least on either side, 1 when left empty.
-- param from: Only claims still spoken of on or after this day.
-- param to: Only claims first spoken of on or before this day.

select claim_text, actors_for, actors_against, actors_doubting, actors_relaying, articles, first_said, last_said, claim, topic
from claim_overview
where state = 'contested'
  and actors_for >= cast(coalesce(nullif(:min_each, ''), '1') as integer)
  and actors_against >= cast(coalesce(nullif(:min_each, ''), '1') as integer)
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:from = '' or last_said >= :from)
  and (:to = '' or first_said <= :to)
order by actors_for + actors_against desc, claim
