-- title: Which claims has nobody answered?
-- description: Claims on whose subject's side nobody took a position; days are counted to the latest statement in the database.
-- view: unanswered_claims
-- param country: Country of the one who is said to act.
-- param days: Only claims open for at least so many days, 14 when left empty.
-- param topic: Topic of the claim; all topics when left empty.

select claim_text, subject_name, first_said, days, positions, claim, subject, topic
from unanswered_claims
where days >= cast(coalesce(nullif(:days, ''), '14') as integer)
  and (:country = '' or subject_country = :country collate nocase)
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
order by first_said, claim
