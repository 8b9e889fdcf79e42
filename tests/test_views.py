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


CHANGES = [
    # actor, claim, from, to, day of the later position
    ("Kremlin", "nk-troops-sent", "denies", "questions", "2024-10-21"),
    ("Vladimir Putin", "nk-troops-sent", "declines_to_comment", "confirms", "2025-04-26"),
    ("Russian Foreign Ministry", "nk-troops-sent", "denies", "confirms", "2025-04-26"),
    ("North Korea", "nk-troops-sent", "denies", "declines_to_comment", "2024-10-25"),
    ("North Korea", "nk-troops-sent", "declines_to_comment", "confirms", "2025-04-28"),
    ("Mark Rutte", "nk-troops-sent", "cannot_confirm", "confirms", "2024-10-28"),
    ("Lloyd Austin", "nk-troops-sent", "cannot_confirm", "asserts", "2024-10-23"),
    ("Iran", "iran-drones", "denies", "qualifies", "2022-11-05"),
    ("Burkina Faso Foreign Ministry", "wagner-burkina", "declines_to_comment", "denies", "2022-12-16"),
    ("Cuban Foreign Ministry", "cuba-consent", "denies", "confirms", "2023-09-14"),
    ("Eritrea", "eritrean-troops-tigray", "denies", "confirms", "2021-04-16"),
    ("Laos", "laos-engineers", "declines_to_comment", "denies", "2025-07-10"),
    ("Ukrainian military intelligence (HUR)", "ukraine-mali-rebels", "asserts", "retracts", "2024-08-01"),
]


@pytest.mark.parametrize("actor, claim, before, after, day", CHANGES)
def test_a_known_change_of_position_appears_once(ask, actor, claim, before, after, day):
    rows = ask("select from_stance, to_stance, to_date from position_changes where actor_name = ? and claim = ?", actor, claim)
    assert rows.count((before, after, day)) == 1, rows


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
