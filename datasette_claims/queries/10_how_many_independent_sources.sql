-- title: How many independent sources are there?
-- description: For every claim, articles, articles that are not copies, publisher families, and actors who say it in their own voice.
-- view: independent_sources
-- param topic: Topic of the claim; all topics when left empty.
-- param max_families: Only claims with at most so many publisher families; 1 finds claims with a single source.

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
select claim_text, in_words, articles, original_articles, publishers, families, first_hand, first_hand_named, claim, topic
from independent_sources
where (:topic = '' or claim in (select claim from in_topic))
  and (:max_families = '' or families <= cast(:max_families as integer))
order by articles desc, claim
