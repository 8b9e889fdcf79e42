-- The claims that say less and more than this one, weakest first, each with its first statement.
-- Relation and state travel as columns, or SQLite would read all relations into a Bloom filter before it looks up one.
with recursive weaker(claim, step, relation, state) as (
  select :id, 0, 'stronger_than', 'confirmed'
  union
  select r.other_claim, w.step - 1, w.relation, w.state
  from weaker w
  join claim_relations r on r.claim = w.claim and r.relation = w.relation and r.state = w.state
  where w.step > -12
),
stronger(claim, step, relation, state) as (
  select :id, 0, 'stronger_than', 'confirmed'
  union
  select r.claim, w.step + 1, w.relation, w.state
  from stronger w
  join claim_relations r on r.other_claim = w.claim and r.relation = w.relation and r.state = w.state
  where w.step < 12
),
rungs as (
  select claim, max(step) as step from stronger where step > 0 group by claim
  union all
  select claim, min(step) from weaker group by claim
),
firsts as (
  select
    g.claim, g.step,
    (select n.first_position from claim_summaries n where n.claim = g.claim) as position
  from rungs g
),
final as (
  select
    f.step, f.claim, c.text as claim_text, q.said_from, q.said_to, s.actor, a.name as actor_name,
    s.label as stance, l.name as stance_name, q.words, q.language as words_language, q.is_cut, q.paraphrase, f.position
  from firsts f
  join claims c on c.id = f.claim and c.review <> 'rejected'
  left join stances s on s.id = f.position
  left join quotes q on q.id = s.quote
  left join actors a on a.id = s.actor
  left join stance_labels l on l.id = s.label
  order by f.step, q.said_from, f.claim
)
select * from final
