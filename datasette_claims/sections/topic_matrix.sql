-- Who did what with the most discussed claims of a topic and of those below it, for the actors most active in
-- them: one row per actor, claim and stance, in order of time.
with final as (
  select
    n.actor, a.name as actor_name, a.kind as actor_kind, a.country as actor_country,
    n.claim, n.label as stance, l.name as stance_name, l.letter, n.positions, n.last_said,
    n.actors_in_all
  from topic_cells n
  join actors a on a.id = n.actor
  join stance_labels l on l.id = n.label
  where n.topic = :id
  order by n.last_said, l.sort
)
select * from final
