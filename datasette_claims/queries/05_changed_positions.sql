-- title: Who changed position?
-- description: The same actor on the same claim, first on one side (for, against or neither) and next on another.
-- view: position_changes
-- param actor: Id of the actor; everybody when left empty.
-- param from: First day of the later position.
-- param to: Last day of the later position.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
select
  actor_name, claim_text, from_date, from_stance, from_words, from_paraphrase, to_date, to_stance, to_words, to_paraphrase, days, order_uncertain, actor, claim, from_position, to_position
from position_changes
where actor = :actor
  and (:from = '' or to_date >= :from)
  and (:to = '' or to_date <= :to)
union all
select
  actor_name, claim_text, from_date, from_stance, from_words, from_paraphrase, to_date, to_stance, to_words, to_paraphrase, days, order_uncertain, actor, claim, from_position, to_position
from position_changes
where :actor = ''
  and (:from = '' or to_date >= :from)
  and (:to = '' or to_date <= :to)
order by to_date desc, actor_name, claim
