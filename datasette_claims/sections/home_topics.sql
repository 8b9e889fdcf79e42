-- Topics with their claims and counted positions: those of their own, main or further, and those of the topics below them.
with final as (
  select
    t.id as topic, t.name, t.description, t.parent,
    coalesce(n.claims, 0) as claims, coalesce(n.own_claims, 0) as own_claims, coalesce(n.positions, 0) as positions
  from topics t
  left join topic_counts n on n.topic = t.id
  order by positions desc, t.name
)
select * from final
