-- title: How many independent sources are there?
-- description: For every claim, articles, articles that are not copies, publisher families, and actors who say it in their own voice.
-- view: independent_sources
-- param topic: Topic of the claim; all topics when left empty.
-- param max_families: Only claims with at most so many publisher families; 1 finds claims with a single source.

select claim_text, in_words, articles, original_articles, publishers, families, first_hand, first_hand_named, claim, topic
from independent_sources
where (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:max_families = '' or families <= cast(:max_families as integer))
order by articles desc, claim
