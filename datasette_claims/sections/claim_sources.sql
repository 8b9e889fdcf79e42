-- What stands behind the claim (for it, or passing it on): copies and relays are not sources.
with final as (
  select
    n.positions, n.articles as all_articles, n.first_said, n.last_said,
    n.backing_articles as articles, n.original_articles, n.publishers, n.families, n.first_hand, n.first_hand_named
  from claim_summaries n
  where n.claim = :id
)
select * from final
