-- title: How long did the denial take?
-- description: For every denied claim, the days from its first appearance to its first denial, as the shortest and longest the dates allow.
-- view: denial_lag
-- param actor: Id of the one who denied; everybody when left empty.
-- param topic: Topic of the claim; all topics when left empty.
-- param from: First day of the denial.
-- param to: Last day of the denial.

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
select claim_text, actor_name, first_said, denied_from, denied_to, days_min, days_max, claim, actor, position
from denial_lag
where (:actor = '' or actor = :actor)
  and (:topic = '' or claim in (select claim from in_topic))
  and (:from = '' or denied_to >= :from)
  and (:to = '' or denied_from <= :to)
order by denied_from desc, claim
