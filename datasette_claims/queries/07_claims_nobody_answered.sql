-- title: Which claims has nobody answered?
-- description: Claims on whose subject's side nobody took a position; days are counted to the latest statement in the database.
-- view: unanswered_claims
-- param country: Country of the one who is said to act.
-- param days: Only claims open for at least so many days, 14 when left empty.
-- param topic: Topic of the claim; all topics when left empty.

with recursive below(id) as (
  select :topic
  union
  select t.id from topics t join below b on t.parent = b.id
),
-- As in the list of positions: claims with this as main or further topic, and those of the topics below it.
in_topic(claim) as (
  select c.id from below b cross join claims c on c.topic = b.id
  union
  select n.claim from below b cross join claim_topics n on n.topic = b.id
)
select claim_text, subject_name, first_said, days, positions, claim, subject, topic
from unanswered_claims
where days >= cast(coalesce(nullif(:days, ''), '14') as integer)
  and (:country = '' or subject_country = :country)
  and (:topic = '' or claim in (select claim from in_topic))
order by first_said, claim
