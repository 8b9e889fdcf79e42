-- Claims on which the actor moved from one side to another.
with final as (
  select
    n.claim, n.claim_text, n.from_stance, lf.name as from_stance_name, n.from_date, n.from_words, n.from_paraphrase,
    n.to_stance, lt.name as to_stance_name, n.to_date, n.to_words, n.to_paraphrase, n.days, n.order_uncertain, n.to_position,
    (select count(*) from position_steps where actor = :id) as total
  from position_changes n
  join stance_labels lf on lf.id = n.from_stance
  join stance_labels lt on lt.id = n.to_stance
  where n.actor = :id
  order by n.to_date desc, n.claim
  limit :limit
)
select * from final
