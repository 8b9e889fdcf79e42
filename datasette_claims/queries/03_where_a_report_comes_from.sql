-- title: Where does this report come from?
-- description: Every way from a speaker to an article; the root says whether it ends in a named source, an unnamed one or an outlet.
-- view: attribution_chains
-- param claim: Id of one claim; all claims when left empty.
-- param article: Id of one article; all articles when left empty.

select chain, steps, root_kind, stance, claim_text, said_from, said_to, title, url, position, claim, article
from attribution_chains
where (:claim = '' or claim = :claim)
  and (:article = '' or article = :article)
order by steps desc, said_from, position
