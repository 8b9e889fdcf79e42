-- title: All denials of reported troop deployments
-- description: Every position in which somebody denies a claim of this topic, newest first, with the words and the source.
-- view: denials
-- param topic: Topic of the claim, troop-deployments when left empty, any for all topics.
-- param from: First day, such as 2022-08-01.
-- param to: Last day.
-- param country: Country of the one who denies, such as Russia.
-- param actor_kind [person | public_body | state | armed_group | organisation | outlet | unnamed]: Kind of the one who denies.
-- param reviewed_only [yes]: yes leaves out what no second person has reviewed.

select
  said_from, said_to, actor_name, speaker_name, claim_text, words, paraphrase, via, publisher_name, title, url, archived_url, review, position, claim, actor
from denials
where (:topic = 'any' or claim in (select claim from topic_claims where topic = coalesce(nullif(:topic, ''), 'troop-deployments')))
  and (:to = '' or said_from <= :to)
  and (:from = '' or said_to >= :from)
  and (:country = '' or actor_country = :country collate nocase)
  and (:actor_kind = '' or actor_kind = :actor_kind)
  and (:reviewed_only = '' or review = 'reviewed')
order by said_from desc, position
