-- title: How did the wording grow?
-- description: From a claim up to those that say more, rung by rung, with the first statement of each.
-- view: wording_drift
-- param claim: Id of the weakest claim of a ladder; all ladders when left empty.
-- param lang: Language of the words, such as en.

select base, step, claim_text, said_from, actor_name, words, words_language, paraphrase, title, url, claim, position
from wording_drift
where (:claim = '' or base = :claim)
  and (:lang = '' or words_language = :lang)
order by base, step, claim
