-- The claims of a topic and of those below it with their counts, most discussed first; rows nobody has checked are not counted.
with recursive below(id) as (
  select :id
  union
  select t.id from topics t join below b on t.parent = b.id
),
chosen as (
  select c.id from claims c join below b on c.topic = b.id where c.review <> 'rejected'
  union
  select ct.claim from claim_topics ct join below b on ct.topic = b.id join claims c on c.id = ct.claim where c.review <> 'rejected'
),
final as (
  select
    c.id as claim, c.text as claim_text, c.topic not in (select id from below) as is_further_topic,
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
