-- title: Who said it first, and through whom?
-- description: For every claim, the earliest position that speaks for it or passes it on, with the way it took.
-- view: first_statements
-- param claim: Id of one claim; all claims when left empty.
-- param topic: Topic of the claim; all topics when left empty.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
select
  claim_text, said_from, said_to, actor_name, stance, chain, root_kind, title, url, claim, actor, position
from first_statements
where claim = :claim
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
union all
select
  claim_text, said_from, said_to, actor_name, stance, chain, root_kind, title, url, claim, actor, position
from first_statements
where :claim = ''
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
order by said_from, claim
