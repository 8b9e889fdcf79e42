-- title: Where does this report come from?
-- description: Every way from a speaker to an article; the root says whether it ends in a named source, an unnamed one or an outlet.
-- view: attribution_chains
-- param claim: Id of one claim; all claims when left empty.
-- param article: Id of one article; all articles when left empty.

-- One part for each way to find the rows, of which the parameters leave one: SQLite takes an index for each.
select
  chain, steps, root_kind, stance, claim_text, said_from, said_to, title, url, position, claim, article
from attribution_chains
where claim = :claim
  and (:article = '' or article = :article)
union all
select
  chain, steps, root_kind, stance, claim_text, said_from, said_to, title, url, position, claim, article
from attribution_chains
where article = :article
  and :claim = ''
  and :article <> ''
union all
select
  chain, steps, root_kind, stance, claim_text, said_from, said_to, title, url, position, claim, article
from attribution_chains
where :claim = ''
  and :article = ''
order by steps desc, said_from, position
