"""The views earn their keep: known rows of the dataset, as a reader would check them."""

import sqlite3

import pytest


@pytest.fixture(scope="module")
def ask(database):
    connection = sqlite3.connect(database)
    yield lambda query, *values: connection.execute(query, values).fetchall()
    connection.close()


def test_the_ministry_denied_the_volunteers_at_its_briefing(ask):
    rows = ask(
        "select actor_name, speaker_name, said_from, said_to, substr(words, 1, 92) from denials"
        " where claim = 'nk-volunteer-talks' and article = 'akv5e38km13jh'"
    )
    assert rows == [(
        "Russian Foreign Ministry", "Ivan Nechaev", "2022-08-11", "2022-08-11",
        '"We can state with full responsibility that these reports are false news from beginning to e',
    )]  # fmt: skip


def test_all_denials_of_reported_troop_deployments_span_the_whole_story(ask):
    deniers = {name for (name,) in ask("select distinct actor_name from denials where topic = 'troop-deployments'")}
    assert {"Russian Foreign Ministry", "Kremlin", "North Korea", "Laos", "Eritrea"} <= deniers
    assert ask("select count(*) from denials where topic = 'troop-deployments' and (words is null and paraphrase is null)") == [(0,)]


# The eighteen reversals and conflicts that the evidence log names, by its numbers. A reversal is one actor on one claim: it must
# stand in position_changes with these stances and this day. The others are conflicts of another sort; the reason says of which,
# and the statement finds the rows in which they show.
REVERSALS = [
    (1, "kremlin", "nk-troops-sent", "denies", "questions", "2024-10-21"),  # later answers only decline: open, as before
    (2, "vladimir-putin", "nk-troops-sent", "declines_to_comment", "confirms", "2025-04-28"),
    (4, "russian-foreign-ministry", "nk-troops-sent", "denies", "confirms", "2025-04-26"),
    (5, "north-korea", "nk-troops-sent", "denies", "declines_to_comment", "2024-10-25"),
    (5, "north-korea", "nk-troops-sent", "declines_to_comment", "confirms", "2025-04-28"),
    (6, "mark-rutte", "nk-troops-sent", "cannot_confirm", "confirms", "2024-10-28"),
    (6, "lloyd-austin", "nk-troops-sent", "cannot_confirm", "asserts", "2024-10-23"),
    (11, "burkina-faso-foreign-ministry", "wagner-burkina", "declines_to_comment", "denies", "2022-12-16"),
    (12, "cuban-foreign-ministry", "cuba-consent", "confirms", "denies", "2023-09-14"),
    (14, "hur", "ukraine-mali-rebels", "asserts", "retracts", "2024-08-01"),
    (15, "iran", "iran-drones", "denies", "qualifies", "2022-11-05"),
    (16, "eritrea", "eritrean-troops-tigray", "denies", "confirms", "2021-04-16"),
    (16, "abiy-ahmed", "eritrean-troops-tigray", "denies", "confirms", "2021-03-23"),
    (18, "alexander-lukashenko", "belarus-joins-war", "denies", "qualifies", "2022-10-04"),
]
CONFLICTS = [
    (2, "what he called nonsense in 2023 were volunteers, another claim than the troops of 2024",
     "select distinct claim, label from stances where actor = 'vladimir-putin' and label = 'denies' and claim like 'nk-%'", [("nk-volunteers-2023", "denies")]),
    (3, "one answer in three readings is one day's position",
     "select count(*) from position_changes where actor = 'vladimir-putin' and to_date = '2024-10-24' and from_date = to_date", [(0,)]),
    (7, "two versions of one quotation are one day's position",
     "select count(*) from position_changes where actor = 'russia' and from_date = '2024-10-30' and to_date = '2024-10-30'", [(0,)]),
    (8, "the special forces and the head of intelligence are two actors",
     "select relation from shared_claims where claim = 'nk-troops-withdrawn' and actor_a = 'kyrylo-budanov' and actor_b = 'ukrainian-special-operations-forces'",
     [("opposed",)]),
    (8, "an officer and his command are two actors",
     "select relation from shared_claims where claim = 'nk-troops-kharkiv' and actor_a = 'nazar-kishak'", [("opposed",)]),
    (9, "Russian media and a Ukrainian official are two actors",
     "select actor, stance from positions where claim = 'nk-troops-zaporizhzhia' order by actor", [("andriy-kovalenko", "questions"), ("russian-media", "relays")]),
    (10, "the fact-checks keep their dates and stand with the claims of 2022, not with those of 2024",
     "select claim from reviews where published < '2023' order by claim", [("nk-volunteers-planned",), ("nk-volunteers-sent",)]),
    (12, "the ambassador, who speaks for the ministry, and the minister are two actors",
     "select relation from shared_claims where claim = 'cuba-consent' and actor_a = 'bruno-rodriguez-parrilla' and actor_b = 'cuban-foreign-ministry'", [("opposed",)]),
    (13, "one communiqué denies one claim and confirms another",
     "select distinct claim, stance from positions where actor = 'malian-government' and said_from = '2021-12-24' order by claim",
     [("russian-trainers-mali", "confirms"), ("wagner-mali", "denies")]),
    (15, "his answer of 16 September 2024 is given with and without the caveat; he denies again on the 23rd",
     "select count(*) from position_changes where actor = 'masoud-pezeshkian'", [(0,)]),
    (17, "a higher figure is the same claim again",
     "select count(*) from position_changes where claim = 'nk-casualties'", [(0,)]),
    (18, "two translations of one answer are one denial",
     "select distinct label from stances where actor = 'alexander-lukashenko' and claim = 'nk-troops-sent' and label in ('asserts', 'confirms', 'denies')",
     [("denies",)]),
]


@pytest.mark.parametrize("number, actor, claim, before, after, day", REVERSALS)
def test_a_reversal_the_log_names_is_shown(ask, number, actor, claim, before, after, day):
    rows = ask("select from_stance, to_stance, to_date from position_changes where actor = ? and claim = ?", actor, claim)
    assert rows.count((before, after, day)) == 1, rows


@pytest.mark.parametrize("number, why, statement, rows", CONFLICTS, ids=[f"{number}-{why[:40]}" for number, why, _, _ in CONFLICTS])
def test_a_conflict_that_is_no_reversal_shows_where_it_belongs(ask, number, why, statement, rows):
    assert ask(statement) == rows


def test_every_story_the_log_names_is_settled():
    assert {case[0] for case in [*REVERSALS, *CONFLICTS]} == set(range(1, 19))


def test_nobody_else_is_said_to_have_changed_position(ask):
    told = {(actor, claim) for _, actor, claim, *_ in REVERSALS}
    others = set(ask("select distinct actor, claim from position_changes")) - told
    assert others == {
        ("laos", "laos-engineers"), ("russia", "nk-arms-2022"), ("russia", "nk-troops-sent"), ("south-korean-defence-ministry", "nk-arms-2023"),
        ("united-states", "chinese-fighters"), ("united-states", "nk-troops-sent"), ("white-house", "nk-troops-sent"),
    }


def test_revised_casualty_figures_are_no_change_of_position(ask):
    assert ask("select count(*) from positions where topic = 'casualties' or claim like '%casualt%'")[0][0] > 10
    assert ask("select actor_name, claim from position_changes where topic = 'casualties' or claim like '%casualt%'") == []


def test_two_renderings_of_one_days_words_are_no_change(ask):
    # Nebenzia on 30 October 2024: “barefaced lies” in one dispatch, “mere assertions” in another.
    assert ask("select count(*) from position_changes where actor = 'russia' and from_date = '2024-10-30' and to_date = '2024-10-30'") == [(0,)]


def test_one_sentence_on_television_is_not_twenty_assertions(ask):
    (articles, families, first_hand), = ask(
        "select articles, families, first_hand from independent_sources where claim = 'nk-volunteers-ready'"
    )
    assert articles >= 14 and families < articles and first_hand == 2


@pytest.mark.parametrize("claim, articles, originals, first_hand", [
    ("uae-colombians-sudan", 5, 2, 1),  # one AP text in four articles, and an outlet's own
    ("russian-forces-sufficient", 7, 3, 1),  # Nechaev's sentence, with four reprints of TASS's text
])
def test_one_agencys_text_is_one_source(ask, claim, articles, originals, first_hand):
    assert ask("select articles, original_articles, first_hand from independent_sources where claim = ?", claim) == [(articles, originals, first_hand)]
    sql = """select count(distinct coalesce(ar.syndicated_from, ar.id)) from stances s join quotes q on q.id = s.quote join articles ar on ar.id = q.article
             where s.claim = ? and s.label in ('asserts', 'confirms', 'endorses', 'relays')"""
    assert ask(sql, claim) == [(originals,)]


def test_the_wording_grew_from_ready_to_contributed(ask):
    ladder = ask("select step, claim from wording_drift where base = 'nk-volunteers-ready' order by step, claim")
    assert ladder[0] == (1, "nk-volunteers-ready") and ladder[-1] == (4, "nk-troops-contributed")
    assert (3, "nk-volunteers-sent") in ladder
    assert ask("select actor_name, said_from from wording_drift where claim = 'nk-volunteers-ready'") == [("Igor Korotchenko", "2022-08-05")]


def test_the_first_word_is_the_exact_day_and_not_the_month(ask):
    assert ask("select actor_name, said_from, said_to from first_statements where claim = 'nk-troops-sent'") == [("Kim Yong-hyun", "2024-10-08", "2024-10-08")]


def test_denial_lag_is_a_range(ask):
    assert ask("select actor_name, days_min, days_max from denial_lag where claim = 'nk-volunteers-ready'") == [("Russian Foreign Ministry", 6, 10)]


def test_unanswered_claims_have_no_word_from_their_subjects_side(ask):
    unanswered = [claim for (claim,) in ask("select claim from unanswered_claims")]
    assert "nk-volunteers-ready" in unanswered and "nk-troops-sent" not in unanswered
    answered = ask(
        "select count(*) from unanswered_claims u join stances s on s.claim = u.claim and s.actor = u.subject where s.is_counted = 1"
    )
    assert answered == [(0,)]


def test_two_actors_side_by_side(ask):
    rows = dict(ask("select claim, stance_a || ' / ' || stance_b from shared_claims where actor_a = 'kremlin' and actor_b = 'volodymyr-zelensky'"))
    assert rows["nk-combat-kursk"] == "declines_to_comment / asserts"
    mirrored = dict(ask("select claim, stance_b || ' / ' || stance_a from shared_claims where actor_b = 'kremlin' and actor_a = 'volodymyr-zelensky'"))
    assert mirrored == rows


def test_distorted_copies_are_no_original_articles(ask):
    counted = ask(
        "select count(*) from independent_sources i where i.original_articles > (select count(distinct ar.id) from articles ar join quotes q on q.article = ar.id"
        " join stances s on s.quote = q.id where s.claim = i.claim and ar.reuse in ('original', 'rewrite'))"
    )
    assert counted == [(0,)]
    assert ask("select count(*) from articles where reuse = 'distorted' and note is null") == [(0,)]
