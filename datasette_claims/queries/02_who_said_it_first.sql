-- title: Who said it first, and through whom?
-- description: For every claim, the earliest position that speaks for it or passes it on, with the way it took.
-- view: first_statements
-- param claim: Id of one claim; all claims when left empty.
-- param topic: Topic of the claim; all topics when left empty.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
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
select
  claim_text, said_from, said_to, actor_name, stance, chain, root_kind, title, url, claim, actor, position
from first_statements
where claim = :claim
  and (:topic = '' or claim in (select claim from in_topic))
union all
select
  claim_text, said_from, said_to, actor_name, stance, chain, root_kind, title, url, claim, actor, position
from first_statements
where :claim = ''
  and (:topic = '' or claim in (select claim from in_topic))
order by said_from, claim
