-- title: Who changed position?
-- description: The same actor on the same claim, first on one side (for, against or neither) and next on another.
-- view: position_changes
-- param actor: Id of the actor; everybody when left empty.
-- param from: First day of the later position.
-- param to: Last day of the later position.

select actor_name, claim_text, from_date, from_stance, from_words, from_paraphrase, to_date, to_stance, to_words, to_paraphrase, days, order_uncertain, actor, claim, from_position, to_position
from position_changes
where (:actor = '' or actor = :actor)
  and (:from = '' or to_date >= :from)
  and (:to = '' or to_date <= :to)
order by to_date desc, actor_name, claim
