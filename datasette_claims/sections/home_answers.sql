-- The worked questions with what the data answers today.
with troops as materialized (
  select s.id, s.actor, s.claim, s.said_from
  from stances s
  where s.topic = 'troop-deployments' and s.label = 'denies' and s.is_counted = 1
),
repeated as materialized (
  select claim, claim_text, articles, families, first_hand, in_words
  from independent_sources
  order by articles desc, families, claim
  limit 1
),
earliest as materialized (
  select f.*
  from first_statements f
  where f.claim = (select claim from repeated)
),
open_claims as materialized (
  select claim, claim_text, subject_name, positions
  from unanswered_claims
  order by positions desc, claim
),
moved as materialized (
  select actor_name, claim_text, to_date
  from position_changes
),
contested as materialized (
  select claim, claim_text, actors_for, actors_against
  from claim_overview
  where state = 'contested'
  order by actors_for + actors_against desc, claim
),
final as (
  select
    (select count(*) from troops) as denials,
    (select count(distinct actor) from troops) as denials_actors,
    (select count(distinct claim) from troops) as denials_claims,
    (select max(said_from) from troops) as denials_last,
    (select claim from earliest) as first_claim,
    (select claim_text from earliest) as first_claim_text,
    (select said_from from earliest) as first_from,
    (select said_to from earliest) as first_to,
    (select actor from earliest) as first_actor,
    (select actor_name from earliest) as first_actor_name,
    (select chain from earliest) as first_chain,
    (select claim from repeated) as sources_claim,
    (select claim_text from repeated) as sources_claim_text,
    (select in_words from repeated) as sources_in_words,
    (select count(*) from moved) as changes,
    (select count(distinct actor_name) from moved) as changes_actors,
    (select count(*) from open_claims) as unanswered,
    (select claim from open_claims limit 1) as unanswered_claim,
    (select claim_text from open_claims limit 1) as unanswered_claim_text,
    (select subject_name from open_claims limit 1) as unanswered_subject_name,
    (select count(*) from contested) as contested,
    (select claim from contested limit 1) as contested_claim,
    (select claim_text from contested limit 1) as contested_claim_text,
    (select actors_for from contested limit 1) as contested_for,
    (select actors_against from contested limit 1) as contested_against
)
select * from final
