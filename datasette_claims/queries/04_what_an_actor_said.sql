-- title: What has this actor said?
-- description: Positions of one actor with words and dates, newest first; a body's positions include those its spokespersons voiced.
-- view: positions
-- param actor: Id of the actor; everybody when left empty.
-- param topic: Topic of the claim; all topics when left empty.
-- param q: A word that the quoted words, the paraphrase or the claim contains.
-- param from: First day, such as 2022-08-01.
-- param to: Last day.
-- param include_spokespeople [no]: no leaves out what somebody else said on the actor's behalf.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
select
  said_from, said_to, actor_name, speaker_name, stance, claim_text, words, paraphrase, via, publisher_name, title, url, review, position, claim, actor
from positions
where actor = :actor
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:q = '' or words like '%' || :q || '%' or paraphrase like '%' || :q || '%' or claim_text like '%' || :q || '%')
  and (:from = '' or said_to >= :from)
  and (:to = '' or said_from <= :to)
  and (:include_spokespeople <> 'no' or speaker = actor)
union all
select
  said_from, said_to, actor_name, speaker_name, stance, claim_text, words, paraphrase, via, publisher_name, title, url, review, position, claim, actor
from positions
where speaker = :actor
  and actor is not speaker
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:q = '' or words like '%' || :q || '%' or paraphrase like '%' || :q || '%' or claim_text like '%' || :q || '%')
  and (:from = '' or said_to >= :from)
  and (:to = '' or said_from <= :to)
  and (:include_spokespeople <> 'no' or speaker = actor)
union all
select
  said_from, said_to, actor_name, speaker_name, stance, claim_text, words, paraphrase, via, publisher_name, title, url, review, position, claim, actor
from positions
where :actor = ''
  and (:topic = '' or claim in (select claim from topic_claims where topic = :topic))
  and (:q = '' or words like '%' || :q || '%' or paraphrase like '%' || :q || '%' or claim_text like '%' || :q || '%')
  and (:from = '' or said_to >= :from)
  and (:to = '' or said_from <= :to)
  and (:include_spokespeople <> 'no' or speaker = actor)
order by said_from desc, position
