-- title: How long did the denial take?
-- description: For every denied claim, the days from its first appearance to its first denial, as the shortest and longest the dates allow.
-- view: denial_lag
-- param actor: Id of the one who denied; everybody when left empty.
-- param topic: Topic of the claim; all topics when left empty.
-- param from: First day of the denial.
-- param to: Last day of the denial.

select claim_text, actor_name, first_said, denied_from, denied_to, days_min, days_max, claim, actor, position
from denial_lag
where (:actor = '' or actor = :actor)
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:from = '' or denied_to >= :from)
  and (:to = '' or denied_from <= :to)
order by denied_from desc, claim
