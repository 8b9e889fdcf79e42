-- The claims of a topic with their counts, most discussed first; rows nobody has checked are not counted.
with chosen as (
  select c.id from claims c where c.topic = :id and c.review <> 'rejected'
  union
  select ct.claim from claim_topics ct join claims c on c.id = ct.claim where ct.topic = :id and c.review <> 'rejected'
),
final as (
  select
    c.id as claim, c.text as claim_text, c.topic <> :id as is_further_topic,
    count(s.id) as positions,
    count(distinct s.actor) as actors,
    count(distinct case when l.polarity = 1 then s.actor end) as actors_for,
    count(distinct case when l.polarity = -1 then s.actor end) as actors_against,
    count(distinct case when s.label = 'relays' then s.actor end) as actors_relaying,
    min(s.said_from) as first_said,
    max(s.said_from) as last_said
  from chosen n
  join claims c on c.id = n.id
  left join stances s on s.claim = c.id and s.is_counted = 1
  left join stance_labels l on l.id = s.label
  group by c.id
  order by positions desc, c.id
)
select * from final
