"""Quotes: who said what, in which words. All people and papers here are invented."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from hostile import check_quote
from hypothesis import given, settings
from hypothesis import strategies as st

from datasette_claims.quotes import TextTooLong, extract_quotes, find_attributions, find_venues
from datasette_claims.quotes.apart import set_apart
from datasette_claims.quotes.attribution import Attribution, find_mode
from datasette_claims.quotes.clauses import add_clauses
from datasette_claims.quotes.continued import add_continued
from datasette_claims.quotes.dialogue import add_dialogue
from datasette_claims.quotes.hearsay import add_relative, add_reportedly, add_supposed
from datasette_claims.quotes.interviews import add_interview
from datasette_claims.quotes.layout import add_quote_lines, drop_asides, name_answers
from datasette_claims.quotes.phrasings import add_phrasings
from datasette_claims.quotes.posts import add_posts
from datasette_claims.quotes.reports import name_reports
from datasette_claims.quotes.rules import apply_rules, correct, is_wrong
from datasette_claims.quotes.rumours import add_reports
from datasette_claims.quotes.subjects import is_question_of_nobody
from datasette_claims.quotes.tokens import Place, split_words
from datasette_claims.quotes.turns import add_blocks, add_headline, add_turns
from datasette_claims.quotes.unclaimed import add_unclaimed
from datasette_claims.quotes.unseen import add_denied, add_reporting, add_told
from datasette_claims.records import Article


@pytest.fixture(scope="module")
def engine():
    pytest.importorskip("onnxruntime", reason="pip install 'datasette-claims[ingest]'")
    pytest.importorskip("tokenizers", reason="pip install 'datasette-claims[ingest]'")
    from datasette_claims.quotes import load_engine

    return load_engine()


def make_article(text: str, title: str = "") -> Article:
    return Article(id="atest", url="https://paper.example/1", title=title, publisher="paper", language="en", text=text)


def told(text: str, engine) -> list[tuple[str | None, str, str, str]]:
    """Speaker, cue, words and mode of every quote of a text."""
    return [(q.speaker_words, q.cue, q.words, q.mode) for q in extract_quotes(make_article(text), engine)]


SENTENCES = {
    "direct": (
        "“We saw no troops on the border,” Anna Holt said.",
        [("Anna Holt", "said", "We saw no troops on the border", "direct")],
    ),
    "inverted": (
        "“The talks are over,” said the general.",
        [("the general", "said", "The talks are over", "direct")],
    ),
    "pronoun": (
        'The mayor left early. "Nobody asked me to stay," he told reporters.',
        [("he", "told", "Nobody asked me to stay", "direct")],
    ),
    "split": (
        "“The bridge is open,” Holt said. “Nobody has crossed it.”",
        [("Holt", "said", "The bridge is open … Nobody has crossed it.", "direct")],
    ),
    "mixed": (
        "Holt said the plan was “dead on arrival” and would not return.",
        [("Holt", "said", "the plan was “dead on arrival” and would not return", "mixed")],
    ),
    "denial": (
        "The ministry denied that it had sent soldiers to the island.",
        [("The ministry", "denied", "that it had sent soldiers to the island", "indirect")],
    ),
    "according to, first": (
        "According to the mayor, the station will close in March.",
        [("the mayor", "According to", "the station will close in March", "indirect")],
    ),
    "according to, last": (
        "The station will close in March, according to a spokeswoman for the railway.",
        [("a spokeswoman for the railway", "according to", "The station will close in March", "indirect")],
    ),
    "passive": (
        "Marek Lind was quoted as saying that the port was empty.",
        [("Marek Lind", "was quoted as saying", "that the port was empty", "indirect")],
    ),
    "cue in the middle": (
        "The fire, the sheriff said, began in a barn.",
        [("the sheriff", "said", "The fire … began in a barn", "indirect")],
    ),
    "single marks": (
        "‘We aren’t leaving the workers’ hall,’ Tom Reed said.",
        [("Tom Reed", "said", "We aren’t leaving the workers’ hall", "direct")],
    ),
    "straight single marks": (
        "'We aren't leaving,' Tom Reed said. 'This is our home.'",
        [("Tom Reed", "said", "We aren't leaving … This is our home.", "direct")],
    ),
    "French marks": (
        "« We will not sign », said Claire Morel, the union's leader.",
        [("Claire Morel, the union's leader", "said", "We will not sign", "direct")],
    ),
    "German marks": (
        "„We will not sign“, Jonas Weber said.",
        [("Jonas Weber", "said", "We will not sign", "direct")],
    ),
    "no quotes": ("The harbour froze in January. Ships waited outside for two weeks.", []),
    "question": (
        "“Who paid for it?” Reed asked.",
        [("Reed", "asked", "Who paid for it?", "direct")],
    ),
    "bracket first": (
        "“[The club] gave me everything,” said Anna Holt.",
        [("Anna Holt", "said", "[The club] gave me everything", "direct")],
    ),
    "one word": ("“No,” she said.", [("she", "said", "No", "direct")]),
    "empty": ("", []),
    "only marks": ("“” ‘’ — …", []),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_sentence_gives_speaker_cue_words_and_mode(case, engine):
    text, expected = SENTENCES[case]
    assert told(text, engine) == expected


def test_windows_read_together_give_what_each_gives_alone(engine, monkeypatch):
    text = "\n\n".join(SENTENCES[case][0] for case in ("direct", "split", "mixed", "denial", "according to, first"))
    together = told(text, engine)
    monkeypatch.setattr("datasette_claims.quotes.candidates.ROLE_BATCH", 1)
    monkeypatch.setattr("datasette_claims.quotes.candidates.WAITING", 1)
    assert len(together) == 5
    assert told(text, engine) == together


def test_name_behind_a_dash_is_the_speaker(engine):
    assert told("“I will not sign it.” — Vera Blum", engine) == [("Vera Blum", "—", "I will not sign it.", "direct")]


def test_quote_across_paragraphs_keeps_speaker(engine):
    text = (
        "Vera Blum, the head of the port, spoke for an hour.\n\n"
        "“We have lost three ships this winter,” she said. “The insurers know it.\n\n"
        "“Nobody in the capital has called us. Nobody will.”\n\n"
        "The insurers did not answer."
    )
    words = "We have lost three ships this winter … The insurers know it. Nobody in the capital has called us. Nobody will."
    quotes = extract_quotes(make_article(text), engine)
    assert [(q.speaker_words, q.mode, q.words.replace(".\n\n“", ". ")) for q in quotes if q.mode == "direct"] == [
        ("she", "direct", words)
    ]


# What is said behind “said” begins 37 words later, or ends where nothing is looked at any more.
QUOTATIONS_FAR = {
    "only its first word was read": (
        "“The board cannot lead us by cutting the fees,” said Ulla Brandt, suggesting that a bolder programme with new cranes, a longer quay and a second "
        "ferry could help the town hold its own against the port of Larn across the bay. “We have a board that is prepared to close the eastern quay and "
        "sell it. All the talk here is about keeping the town in a good position for the autumn.”",
        "We have a board … for the autumn.",
    ),
    "most of it was out of sight": (
        "“This is where the judgment of the harbour master is in question,” Ulla Brandt said, pointing at a pile of letters on the table of the old council "
        "chamber, where the members had been waiting since noon for the auditors and for the harbour master himself to come and answer. “What was his judgment when he set up the new office on the quay, and what was it in "
        "writing to the port of Larn behind the back of the board and of the town, and keeping the answers in a drawer that nobody else had a key to, and "
        "then taking them home with him when he left the office at the end of last year, and then telling the auditors that there had never been any letters "
        "at all? Let us go back to the first of them and read it aloud, line by line, and ask of every line who knew of it, who paid for it and who was told, "
        "and then let us do the same with the second, and the third, until all forty of them have been read into the minutes of this board.”",
        "What was his judgment … of this board.",
    ),
    "it goes on in the next paragraph": (
        "“The board cannot lead us by cutting the fees,” said Ulla Brandt, suggesting that a bolder programme with new cranes, a longer quay and a second "
        "ferry could help the town hold its own against the port of Larn across the bay. “We have a board that is prepared to close the eastern quay and "
        "sell it.”\n\n“And nobody has asked the fishermen so far.”\n\nThe board meets in May.",
        "We have a board … the fishermen so far.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "last"), QUOTATIONS_FAR.values(), ids=QUOTATIONS_FAR)
def test_a_quotation_is_taken_whole(text, last, engine):
    found = [one for one in apply_rules(text, engine.find_attributions(text)) if text[slice(*one.cue)] == "said"]
    assert [len(one.pieces) for one in found] == [2]
    begin, end = last.split(" … ")
    words = text[slice(*found[0].pieces[1])]
    assert (words[: len(begin)], words[-len(end) :]) == (begin, end)


def test_nested_attribution_has_the_outer_quote_as_parent(engine):
    outer, inner = extract_quotes(
        make_article("The Herald reported that Marek Lind denied selling the ships to the navy."), engine
    )
    assert (outer.speaker_words, outer.cue, outer.parent) == ("The Herald", "reported", None)
    assert (inner.speaker_words, inner.cue, inner.parent) == ("Marek Lind", "denied", outer.id)
    assert inner.words == "selling the ships to the navy"


def test_what_is_nested_goes_on_behind_the_outer_cue(engine):
    text = "The board, Anna Holt said, has told her that it has no power to close the yard."
    outer, inner = find_attributions(text, engine)
    assert (text[slice(*inner.speaker)], text[slice(*inner.cue)], inner.parent) == ("The board", "has told", 0)
    assert [text[slice(*piece)] for piece in inner.pieces] == ["that it has no power to close the yard"]


def test_source_behind_a_speaker_is_the_outer_quote(engine):
    outer, inner = extract_quotes(
        make_article("Lind has sold the ships, the minister said, according to the Herald."), engine
    )
    assert (outer.speaker_words, outer.cue) == ("the Herald", "according to")
    assert (inner.speaker_words, inner.words, inner.parent) == ("the minister", "Lind has sold the ships", outer.id)


def test_other_words_whose_hash_begins_the_same_have_an_id_of_their_own():
    words = ["Line 67 to the station stands on Tuesday", "Line 76 to the bakery shuts on Friday"]
    text = "\n\n".join(f"“{line},” Anna Holt said." for line in words)
    pieces = [(text.index(line), text.index(line) + len(line)) for line in words]
    cues = [text.index("said"), text.rindex("said")]
    found = [Attribution((piece,), "direct", (cue, cue + 4), (cue - 10, cue - 1), 1.0, "") for piece, cue in zip(pieces, cues)]
    engine = SimpleNamespace(reads_whole=True, find_attributions=lambda text: found)
    quotes = [(quote.words, quote.id) for quote in extract_quotes(make_article(text), engine)]
    assert quotes == [(words[0], "atest-87t09j"), (words[1], "atest-87t09j-2")]


def test_headline_apart_from_the_text_has_no_offsets(engine):
    article = make_article("The port stayed shut on Monday.", title="Mayor says the port will open on Friday")
    (quote,) = extract_quotes(article, engine)
    assert (quote.section, quote.speaker_words, quote.words) == ("headline", "Mayor", "the port will open on Friday")
    assert (quote.start_char, quote.end_char, quote.pieces) == (None, None, None)


def test_headline_that_opens_the_text_has_offsets(engine):
    title = "Mayor says the port will open on Friday"
    article = make_article(f"{title}\n\nThe port stayed shut on Monday.", title=title)
    (quote,) = extract_quotes(article, engine)
    assert (quote.section, article.text[quote.start_char : quote.end_char]) == ("headline", "the port will open on Friday")


STANDFIRST = "An expert said on radio that more ferries would be needed next year"
TITLE = "Minister denies ferries are unsafe"
BODY = "The minister, Aldo Brandt, said that the ferries were safe."


@pytest.mark.parametrize(
    "text, sections",
    [
        (f"{TITLE}\n\n{BODY}", [("headline", "ferries are unsafe"), ("body", "that the ferries were safe")]),
        (
            f"{STANDFIRST}\n\n{TITLE}\n\n{BODY}",
            [("lead", "that more ferries would be needed next year"), ("headline", "ferries are unsafe"), ("body", "that the ferries were safe")],
        ),
        (
            f"{TITLE}\n\n{STANDFIRST}\n\n{BODY}",
            [("headline", "ferries are unsafe"), ("lead", "that more ferries would be needed next year"), ("body", "that the ferries were safe")],
        ),
    ],
)
def test_headline_and_standfirst_stand_where_they_stand(text, sections, engine):
    quotes = extract_quotes(make_article(text, title=TITLE), engine)
    assert sorted((q.start_char, q.section, q.words) for q in quotes) == sorted((text.index(words), section, words) for section, words in sections)


def test_the_first_words_of_a_text_without_headline_are_read_once(engine):
    text = "The ministry of transport denied on Monday that the old bridge over the river had been unsafe before the storm, and closed the road behind it."
    quotes = extract_quotes(make_article(text, title=text[:100] + " …"), engine)
    assert [(q.section, q.speaker_words) for q in quotes] == [("body", "The ministry of transport")]


def test_every_row_says_how_sure_and_why(engine):
    (quote,) = extract_quotes(make_article("Anna Holt said the road was closed."), engine)
    assert quote.method == "model" and quote.review == "proposed"
    assert 0.5 < quote.score <= 1
    assert quote.detail == "The cue “said” reports indirect speech, and names “Anna Holt” as its speaker."


def test_same_words_twice_have_two_ids(engine):
    quotes = extract_quotes(make_article("“We won,” Holt said.\n\n“We won,” Reed said."), engine)
    assert [q.words for q in quotes] == ["We won", "We won"]
    assert len({q.id for q in quotes}) == 2


NEWS = st.lists(
    st.sampled_from(
        "Anna Holt said the ministry denied it . , : “ ” ‘ ’ \" ' « » „ — - ... ( ) that according to she told him "
        "\n \n\n U.S. Mr. 5,000 % $3 @desk https://a.example 中文 е́ \U0001f600 \u00a0 o’clock".split(" ")
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(text=NEWS | st.text(max_size=200))
def test_offsets_point_at_the_words(text, engine):
    for quote in extract_quotes(make_article(text), engine):
        check_quote(text, quote)


def test_ten_thousand_open_marks_end(engine):
    assert find_attributions("“" * 10_000, engine) == []
    assert isinstance(find_attributions('he said "no ' * 2_000, engine), list)


@pytest.mark.parametrize("text", [" " * 400_000, "\n" * 400_000, "a" * 400_000, "He said \ud800 no\x00."])
def test_strange_text_ends(text, engine):
    assert all(text[start:end] for found in find_attributions(text, engine) for start, end in found.pieces)


@pytest.mark.parametrize(
    "text",
    [
        "“Is the bridge safe?” Nina Holt asked " + "at noon in Lund by police " * 40 + "on Monday.",
        f"It was late when {'a' * 3_000}/b is believed to have crossed the river.",
    ],
)
def test_a_sentence_made_to_be_slow_ends(text, engine):
    assert all(text[start:end] for one in find_attributions(text, engine) for start, end in one.pieces)


def test_who_was_asked_again_and_again_is_found_at_once():
    text = f"Asked {'by a clerk again ' * 30}on Monday, Holt said it was late."
    assert not is_question_of_nobody(text, Attribution((find(text, "it was late"),), "indirect", find(text, "Asked"), None, 0.5, ""))


@pytest.mark.parametrize("text", ["Despite reports that , the road was closed, as published by the Herald.", "She wrote:\n\n“”"])
def test_words_that_are_none_are_no_statement(text, engine):
    assert all(any(map(str.isalnum, text[start:end])) for one in find_attributions(text, engine) for start, end in one.pieces)


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Ivo Marek lives in Lund. Nina Holt then said:\n\n“The road is shut and will be so.”", "Nina Holt"),
        ("The road is told of on Radio Nord. She wrote:\n\n“The road is shut and will be so.”", "She"),
        ("The road is shut. J. R. Holt then said:\n\n“The road is shut and will be so.”", "J. R. Holt"),
    ],
)
def test_no_name_runs_across_a_full_stop(text, speaker, engine):
    assert [text[slice(*one.speaker)] for one in find_attributions(text, engine) if one.speaker] == [speaker]


def test_huge_text_is_refused_in_one_sentence(engine):
    with pytest.raises(TextTooLong, match="51,000,000 characters, more than the 500,000 read for quotes"):
        find_attributions("“Yes,” she said. " * 3_000_000, engine)


def test_import_needs_no_library():
    code = (
        "import sys, datasette_claims.quotes; "
        "assert not {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_missing_library_says_what_to_install(monkeypatch):
    pytest.importorskip("numpy")
    from datasette_claims.quotes.network import EngineMissing, load_network

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EngineMissing, match=r"^Finding quotes needs onnxruntime: pip install 'datasette-claims\[ingest\]'$"):
        load_network()


QUOTED = {
    "‘We are the workers’ party,’ he said. ‘They’re not.’": ["We are the workers’ party,", "They’re not."],
    "'We aren't going,' said the bosses' man.": ["We aren't going,"],
    "In ’08 and the ’90s he didn’t say ‘no’.": ["no"],
    "« Nous », dit-il. „Ja“, sagte er. »Nein«, rief sie.": ["Nous", "Ja", "Nein"],
    "He said: \"A b.\" and \"C d": ["A b.", "C d"],
    "“It's ‘nested’ here,” he said.": ["It's ‘nested’ here,"],
    "''No,'' he said, ``never.''": ["No,", "never."],
    "Minister: 'No plans' for troops": ["No plans"],
    "“Open\n“Still open”": ["Open", "Still open"],
    "A 5' 10\" man": [],
}


@pytest.mark.parametrize("text", QUOTED)
def test_quotation_marks_of_every_style(text):
    quoted, run = [], None
    for word in split_words(text):
        if word.place == Place.OPENING:
            run = [word.end, word.end]
            quoted.append(run)
        elif word.place == Place.INSIDE:
            run[1] = word.end
    assert [text[start:end].strip() for start, end in quoted] == QUOTED[text]


SENTENCE_COUNTS = {
    "U.S. officials met Mr. J. Doe. They left.": 2,
    "“Is it over?” she asked. It was.": 2,
    "He lives in the U.S. The others do not.": 2,
    "It cost 3.5 million. No. 7 won.": 2,
    "One... two. Three!": 2,
}


@pytest.mark.parametrize("text", SENTENCE_COUNTS)
def test_sentences_end_where_a_reader_ends_them(text):
    assert split_words(text)[-1].sentence + 1 == SENTENCE_COUNTS[text]


RELAYS = {
    "“There were losses,” he was quoted as saying by The Harbour Times.": ["The Harbour Times"],
    "An analyst told Russian television on Monday that the bridge was shut.": ["Russian television"],
    "In an interview with the Nordland Post, Holt said the bridge was shut.": [],
    "Holt said in an interview with the Nordland Post on Friday that the bridge was shut.": ["the Nordland Post"],
    "Holt told her brother that the bridge was shut.": [],
    "Holt told Reuters: “The bridge is shut.”": ["Reuters"],
    "Holt told the Globe and Mail that the bridge was shut.": ["the Globe and Mail"],
    "Holt told the Mirror and the BBC that the bridge was shut.": ["the Mirror", "the BBC"],
    "Holt told Ferrynet.com that the bridge was shut.": ["Ferrynet.com"],
    "Holt told 7to8Boat that the bridge was shut.": ["7to8Boat"],
    "Holt told McAdam that the bridge was shut.": [],
    "Holt said on CNN’s “Early Boat” that the bridge was shut.": ["CNN"],
    "Nina Holt, who runs it, confirmed the death of Ivo Marek to Fox News.": ["Fox News"],
    "According to the Corin Herald’s sources, the bridge was shut.": ["the Corin Herald"],
}


@pytest.mark.parametrize("text", RELAYS)
def test_outlets_beside_the_cue_are_relays(text, engine):
    (found,) = find_attributions(text, engine)
    assert [text[start:end] for start, end in found.relays] == RELAYS[text]


def nested(text: str, engine) -> list[tuple[str | None, str | None, str, str, int | None]]:
    """Speaker, cue, words, mode and number of the parent of every quote."""
    quotes = extract_quotes(make_article(text), engine)
    numbers = {quote.id: n for n, quote in enumerate(quotes)}
    return [(q.speaker_words, q.cue, q.words, q.mode, None if q.parent is None else numbers[q.parent]) for q in quotes]


RULES = {
    "what is said of reports is no part of them": (
        "The yard said rumours that its cranes are standing in Lund are not true.",
        [
            ("The yard", "said", "rumours that its cranes are standing in Lund are not true", "indirect", None),
            ("rumours", "rumours", "its cranes are standing in Lund", "indirect", 0),
        ],
    ),
    "what reports say can be that something was false": (
        "The ministry denied reports that its figures were false.",
        [
            ("The ministry", "denied", "reports that its figures were false", "indirect", None),
            ("reports", "reports", "its figures were false", "indirect", 0),
        ],
    ),
    "reports that are denied are a source": (
        "The ministry denied reports that soldiers were being sent to the island.",
        [
            ("The ministry", "denied", "reports that soldiers were being sent to the island", "indirect", None),
            ("reports", "reports", "soldiers were being sent to the island", "indirect", 0),
        ],
    ),
    "there are reports": (
        "“There are reports that the ships were sold,” Marek Lind said.",
        [
            ("Marek Lind", "said", "There are reports that the ships were sold", "direct", None),
            ("reports", "There are reports that", "the ships were sold", "indirect", 0),
        ],
    ),
    "quoted as saying": (
        "State television quoted Admiral Joss Tarrant as saying that eleven mines had been cleared.",
        [("Admiral Joss Tarrant", "as saying that", "eleven mines had been cleared", "indirect", None)],
    ),
    "nobody said it": (
        "However, none of the authorities have so far confirmed such support.",
        [(None, None, "none of the authorities have so far confirmed such support", "own_voice", None)],
    ),
    "whoever does not answer declines": (
        "The bridge is shut. Rival Ferrum did not respond to requests for comment.",
        [("Rival Ferrum", "did not respond to", "requests for comment", "indirect", None)],
    ),
    "an outlet reports on what is alleged": (
        "This was echoed by the newspaper Nordland Post, reporting on the alleged sale of the ferries to a rival.",
        [
            ("the newspaper Nordland Post", "reporting on", "the alleged sale of the ferries to a rival", "indirect", None),
            (None, "alleged", "sale of the ferries to a rival", "indirect", 0),
        ],
    ),
    "reports are denied in the first words of a text": (
        "Reports that the ferries had been sold were denied by the harbour office.",
        [("the harbour office", "were denied", "the ferries had been sold", "indirect", None)],
    ),
    "a participle goes on": (
        "The minister, Aldo Brandt, said that the ferries were safe, dismissing as \"fantasy\" the story of a leak.",
        [
            ("The minister, Aldo Brandt", "said", "that the ferries were safe", "indirect", None),
            ("The minister", "dismissing as", "\"fantasy\" the story of a leak", "mixed", None),
        ],
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_rules_on_top_of_the_network(case, engine):
    text, expected = RULES[case]
    assert nested(text, engine) == expected


NOUN_CUES = {
    # the cue of words that nobody was found to say -> who says them
    "The road was shut after [reports that] troops had crossed.": "reports",
    "It denied media [rumours of] a sale.": "media rumours",
    "[There have been conflicting reports that] troops had crossed.": "conflicting reports",
    "It [reportedly] rained.": None,
    "It [was said that] it rained.": None,
}


@pytest.mark.parametrize("marked", NOUN_CUES)
def test_a_cue_that_is_only_a_noun_is_who_speaks(marked):
    cue = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    one = name_reports(text, Attribution(((cue[1] + 1, len(text) - 1),), "indirect", cue, None, 0.5, ""))
    assert (one.speaker and text[slice(*one.speaker)]) == NOUN_CUES[marked]


CORRECTED = [
    ("He said that either the navy or the army has lied about it.", ("that either the navy or the army", "has lied", "about it"),
     ("either the navy or the army", "has lied", "about it")),
    ("The mayor declined to say whether the ship had sailed.", ("The mayor", "declined to", "say whether the ship had sailed"),
     ("The mayor", "declined to say", "whether the ship had sailed")),
    ("Later he said the same thing as in his first interview.", ("he", "said", "the same thing"),
     ("he", "said", "the same thing as in his first interview")),
    ("The mayor, the Nordland Post reported, said the bridge was safe.", ("the Nordland Post", "said", "the bridge was safe"),
     ("The mayor", "said", "the bridge was safe")),
    ("The yard today said it was late.", ("The yard today", "said", "it was late"), ("The yard", "said", "it was late")),
    ("A schoolboy almost killed by a wire said it was late.", ("A schoolboy almost", "said", "it was late"), ("A schoolboy", "said", "it was late")),
    ("Sophomore Ivo Marek spent years at sea and said it was late.", ("Sophomore Ivo Marek spent", "said", "it was late"),
     ("Sophomore Ivo Marek", "said", "it was late")),
    ("NOT A FIRST ABSENCE Velan officials said it was late.", ("FIRST ABSENCE Velan officials", "said", "it was late"), ("Velan officials", "said", "it was late")),
    ("11:05 Police said it was late.", ("11:05 Police", "said", "it was late"), ("Police", "said", "it was late")),
    ("9.40pm - The mayor said it was late.", ("9.40pm - The mayor", "said", "it was late"), ("The mayor", "said", "it was late")),
    ("7:30 a.m. CET: Tarn said it was late.", ("7:30 a.m. CET: Tarn", "said", "it was late"), ("Tarn", "said", "it was late")),
    ("The mayor's words: “It was late.”", ("The mayor's", "words:", "It was late."), ("The mayor", "words:", "It was late.")),
    ("Ivo Marek has said it was late.", ("Ivo Marek has", "said", "it was late"), ("Ivo Marek", "said", "it was late")),
    ("The road was shut, a source close to the yard told Radio Nord.", ("Radio Nord", "told", "The road was shut, a source close to the yard"),
     ("a source close to the yard", "told", "The road was shut")),
    ("It is a firm often accused of copying others.", ("a firm", "often accused of", "copying others"), (None, "often accused", "a firm often accused of copying others")),
    ("Korvix Accused Of Covering Up Its Losses", ("Korvix", "Accused Of", "Covering Up Its Losses"), (None, "Accused", "Korvix Accused Of Covering Up Its Losses")),
    ("Ivo was held and accused of theft and lying.", ("Ivo", "accused of", "theft and lying"), (None, "accused", "Ivo was held and accused of theft and lying")),
    ("Ivo Marek, who also said it was late, left.", ("Ivo Marek", "said", "it was late"), ("who", "said", "it was late")),
    ("Ivo Marek, who was praised for his work, left.", ("Ivo Marek", "was praised for", "his work"), (None, "was praised for", "his work")),
    ("Ivo Marek, who was delighted with his work, left.", ("Ivo Marek", "was delighted with", "his work"), ("Ivo Marek", "was delighted with", "his work")),
    ("At noon Holt was asked if it was late.", ("Holt", "was asked", "if it was late"), (None, "was asked", "if it was late")),
    ("The mayor, a lawyer, has never been asked about the yard.", ("The mayor", "been asked about", "the yard"), (None, "been asked about", "the yard")),
    ("Holt was asked by the host Ivo Marek whether it was late.", ("Holt", "was asked", "whether it was late"), ("the host Ivo Marek", "was asked", "whether it was late")),
    ("The crew was then warned by the pilot that it was late.", ("The crew", "was then warned", "that it was late"), ("the pilot", "warned", "that it was late")),
    ("Holt asked if it was late.", ("Holt", "asked", "if it was late"), ("Holt", "asked", "if it was late")),
    ("It rained. After arguing that it was late, the mayor of Tarn went home.", (None, "arguing", "that it was late"), ("the mayor of Tarn", "arguing", "that it was late")),
    ("It rained. Noting that it was late, Holt said so again.", (None, "Noting", "that it was late"), ("Holt", "Noting", "that it was late")),
    ("It rained. Holt is widely expected to leave.", ("Holt", "is widely expected", "to leave"), (None, "is widely expected", "Holt is widely expected to leave")),
    ("The mayor is reported to have sold it.", ("The mayor", "is reported", "have sold it"), (None, "is reported", "The mayor is reported to have sold it")),
    ("The mayor is said to be “late”.", ("The mayor", "is said", "to be “late”"), (None, "is said", "The mayor is said to be “late”")),
    ("Holt, it is said, is late.", ("Holt", "is said", "is late"), ("Holt", "is said", "is late")),
    ("Holt held up a red sign saying: “Late!”", ("Holt", "held up a red sign saying:", "Late!"), ("a red sign", "held up a red sign saying:", "Late!")),
    ("Holt wrote under a headline that said “Late!”", ("Holt", "said", "Late!"), ("a headline", "said", "Late!")),
    ("Holt, wearing the badge, said it was late.", ("Holt", "said", "it was late"), ("Holt", "said", "it was late")),
    ("There was a cry saying it was late, Holt said.", (None, "saying", "it was late"), (None, "saying", "it was late")),
    ("Later Ms. Holt said it was late.", ("Ms.", "said", "it was late"), ("Ms. Holt", "said", "it was late")),
    ("In Velania, the mayor said it was late.", ("In Velania, the mayor", "said", "it was late"), ("the mayor", "said", "it was late")),
    ("One of the men, Ivo Marek, said it was late.", ("One of the men, Ivo Marek", "said", "it was late"), ("One of the men, Ivo Marek", "said", "it was late")),
    ("Will said it was late.", ("Will", "said", "it was late"), ("Will", "said", "it was late")),
    ("Most said it was late.", ("Most", "said", "it was late"), ("Most", "said", "it was late")),
    ("Its call for calm was late.", ("Its", "call for", "calm"), ("Its", "call for", "calm")),
    ("On Monday, half of the voters said it was late.", ("half of the voters", "said", "it was late"), ("half of the voters", "said", "it was late")),
    ("He left, something he denied to me as a joke.", ("he", "denied", "something"), ("he", "denied", "something")),
    ("Neither Marek nor Holt responded to requests.", ("Neither Marek nor Holt", "responded to", "requests"), ("Neither Marek nor Holt", "responded to", "requests")),
    ("It rained. Asked by a reporter whether it was late, he left.", ("a reporter", "Asked", "whether it was late"), ("a reporter", "Asked", "whether it was late")),
    ("It rained. Asked at a briefing whether it was late, Holt left.", ("Holt", "Asked", "whether it was late"), (None, "Asked", "whether it was late")),
    ("It was late, read the post on Korvix.", ("the post on", "read", "It was late"), ("the post", "read", "It was late")),
    ("It was late, said Ivo about the yard.", ("Ivo about", "said", "It was late"), ("Ivo", "said", "It was late")),
    ("The clerk found the red crane and said it was late.", ("The clerk found the", "said", "it was late"), ("The clerk", "said", "it was late")),
    ("The united said it was late.", ("The united", "said", "it was late"), ("The united", "said", "it was late")),
    ("The family said it was late.", ("The family", "said", "it was late"), ("The family", "said", "it was late")),
    ("Three hundred said it was late.", ("Three hundred", "said", "it was late"), ("Three hundred", "said", "it was late")),
    ("Ivo Marek, director of the yard, said it was late.", ("director of the yard", "said", "it was late"),
     ("Ivo Marek, director of the yard", "said", "it was late")),
    ("According to the Herald, Ivo Marek, head of the yard, said it was late.", ("Ivo Marek, head of the yard", "According to", "said it was late"),
     ("Ivo Marek, head of the yard", "said", "it was late")),
    ("According to Ivo Marek, residents of Tarn said it was late.", ("residents of Tarn", "said", "it was late"), ("residents of Tarn", "said", "it was late")),
    ("The mayor said that man had gone.", ("that man", "had", "gone"), ("that man", "had", "gone")),
    ("A report citing two officials said it rained.", ("A report citing two officials", "said", "it rained"), ("A report", "said", "it rained")),
    ("A source close to the Union's board denied it rained.", ("A source close to the Union's", "denied", "it rained"), ("A source close to the Union's board", "denied", "it rained")),
    ("The Union's claim that it rained was wrong.", ("The Union's", "claim", "it rained"), ("The Union", "claim", "it rained")),
    ("A radio report late last month said it rained.", ("A radio report late last", "said", "it rained"), ("A radio report late last month", "said", "it rained")),
    ("“It rained,” the Herald quoted the mayor, Ivo Marek, as saying.", ("the Herald", "quoted", "“It rained,”"), ("the mayor, Ivo Marek", "as saying", "“It rained,”")),
    ("“It rained,” the Herald further quotes the log as reading.", ("the Herald", "further quotes", "“It rained,”"), ("the log", "as reading", "“It rained,”")),
    ("The daily \"Lund Post\" denied it rained.", ("The daily \"Lund Post", "denied", "it rained"), ("The daily \"Lund Post\"", "denied", "it rained")),
    ("“It rained,” Ivo denied.", ("Ivo", "denied", "It rained"), ("Ivo", "denied", "It rained")),
    ("The World Union (WU) denied it rained.", ("The World Union (WU", "denied", "it rained"), ("The World Union (WU)", "denied", "it rained")),
]  # fmt: skip


@pytest.mark.parametrize("text, found, expected", CORRECTED)
def test_readings_are_corrected(text, found, expected):
    speaker, cue, words = (part and (text.index(part), text.index(part) + len(part)) for part in found)
    right = correct(text, Attribution((words,), "indirect", cue, speaker, 0.5, ""))
    assert (right.speaker and text[slice(*right.speaker)], text[slice(*right.cue)], text[slice(*right.span)]) == expected


PIECES = [
    # text, cue, pieces found, pieces wanted
    ("“It rained,” he said of the storm in May.", "said of", ["“It rained,”", "the storm in May"], ["“It rained,”"]),
    ("“It rained,” he said of the storm in May.", "said", ["“It rained,”", "of the storm in May"], ["“It rained,”"]),
    ("“It rained,” he said in posing the question.", "said in posing", ["“It rained,”", "the question"], ["“It rained,”"]),
    ("“It rained,” he said, “of” all days.", "said", ["“It rained,”", "“of” all days"], ["“It rained,”", "“of” all days"]),
    ("It rained, he said of the storm.", "said of", ["It rained", "the storm"], ["It rained", "the storm"]),
    ("Was it late? “It was,” he said.", "said", ["Was it late? “It was,”"], ["“It was,”"]),
    ("Was it late? “It was,” he said.", "said", ["Was", "It was"], ["It was"]),
    ("“Was it late? It was,” he said.", "said", ["Was it late? It was"], ["Was it late? It was"]),
    ("Then he said: Was it late? “It was.”", "said", ["Was it late? “It was.”"], ["Was it late? “It was.”"]),
    ("No name change, he said, “hides it.”", "said", ["No", "“hides it.”"], ["No name change", "“hides it.”"]),
    ("The people of Lund “deserve it,” he said.", "said", ["The", "“deserve it,”"], ["The people of Lund", "“deserve it,”"]),
    ("“It rained,” he said matter-of-factly.", "said", ["“It rained,”", "matter-of-factly"], ["“It rained,”"]),
    ("Based on it, “they lost,” he said.", "said", ["Based", "“they lost,”"], ["Based on it", "“they lost,”"]),
    ("''It rained,'' he said of the storm.", "said of", ["It rained", "the storm"], ["It rained"]),
    ("In fact, he said, it rains.", "said", ["In", "it rains"], ["it rains"]),
    ("“In Lund,” he said, “it rains.”", "said", ["In", "“it rains.”"], ["In Lund", "“it rains.”"]),
    ("The faith is dear to him, and he said it rains.", "said", ["The", "it rains"], ["it rains"]),
    ("On it he said of the storm that “it rains.”", "said of", ["the", "that “it rains.”"], ["that “it rains.”"]),
    ("“Endless rain!” he said of it.", "said of", ["Endless"], ["Endless rain!"]),
    ("Endless rain, he said.", "said", ["Endless"], ["Endless"]),
    ("“It rained,” he said.\n\n“… it was [late]”", "said", ["It rained", "it was [late]"], ["It rained", "it was [late]"]),
    ("“It rained,” he said.\n\nIt was late.", "said", ["It rained", "It was late"], ["It rained"]),
    ("In May he said:\n\nIt rained. It was late.\n\nIt ended.", "said:", ["It rained"], ["It rained. It was late"]),
    ("In May he said:\n\n“It rained,” and left.", "said:", ["“It rained,”"], ["“It rained,”"]),
    ("It is shut, he said, and the trust pays.", "said", ["It is shut", "and"], ["It is shut"]),
    ("“It is shut,” he said. “If it rains, it stays so.”", "said", ["It is shut", "If"], ["It is shut", "If it rains, it stays so."]),
    ("''It is shut,'' he said. ''I am not sure why.'' \"It\" rained.", "said", ["It is shut", "''I"], ["It is shut", "''I am not sure why."]),
    ("“It is shut,” he said, “and stays so.”", "said", ["It is shut", "and stays so"], ["It is shut", "and stays so"]),
    ("Now, he said, it rains.", "said", ["Now", "it rains"], ["Now", "it rains"]),
]


@pytest.mark.parametrize("text, cue, found, wanted", PIECES)
def test_words_that_were_said_and_no_others(text, cue, found, wanted):
    begin = text.index("he said") + len("he ")
    pieces, at = [], 0
    for words in found:
        at = text.index(words, at)
        pieces.append((at, at + len(words)))
    right = correct(text, Attribution(tuple(pieces), "mixed", (begin, begin + len(cue)), (begin - 3, begin - 1), 0.5, ""))
    assert [text[slice(*piece)] for piece in right.pieces] == wanted


EDGES = [
    # text with what was read in brackets, the cue, and the words that were said
    ("Holt said [afterwards they were late].", "said", ["they were late"]),
    ("Her sisters remembered [rather that he was late].", "remembered", ["he was late"]),
    ("Holt said [later trains were shorter].", "said", ["later trains were shorter"]),
    ("The board acknowledged [receiving one letter but would not release it].", "acknowledged", ["receiving one letter"]),
    ("The board said [nothing was late but would be].", "said", ["nothing was late but would be"]),
    ("Holt said [calling it late would do nothing and could be wrong].", "said", ["calling it late would do nothing and could be wrong"]),
    ("Holt said [it was dark on Bay Road], both of which Mrs. Tarn knew.", "said", ["it was dark on Bay Road"]),
    ("It was [a date] Holt said [that] [went unseen].", "said", ["a date", "that", "went unseen"]),
    ("The clerk neither confirmed [the date nor excluded it].", "neither confirmed", ["the date"]),
    ("Holt left, calling [them “cowards” and daring them to go].", "calling", ["them “cowards”"]),
    ("Holt said [it took cash from a clerk], one of them in a box.", "said", ["it took cash from a clerk, one of them in a box"]),
    ("Holt named [two firms], both of which left the U.S. in May.", "named", ["two firms"]),
    ("[Dam is sound], governor says, [as families go home].", "says", ["Dam is sound"]),
    ("It rained.\n\n[The dam is sound], he says, [as long as it rains].", "says", ["The dam is sound", "as long as it rains"]),
    ("[The bodies] were confirmed [as not being them], he says.", "confirmed", ["The bodies", "as not being them"]),
    ("It was [a version] [that] Holt mocked [as] [“the best”].", "mocked", ["a version", "“the best”"]),
    ("It was a bed [which] Holt says [was late].", "says", ["which", "was late"]),
]


@pytest.mark.parametrize("marked, cue, wanted", EDGES)
def test_passages_end_where_something_else_begins(marked, cue, wanted):
    text, pieces = marked.replace("[", "").replace("]", ""), []
    for number, part in enumerate(marked.split("[")[1:]):
        start = len("[".join(marked.split("[")[: number + 1]).replace("[", "").replace("]", ""))
        pieces.append((start, start + part.index("]")))
    at = text.index(cue)
    right = correct(text, Attribution(tuple(pieces), find_mode(text, pieces), (at, at + len(cue)), (0, 4), 0.5, ""))
    assert [text[slice(*piece)] for piece in right.pieces] == wanted


def test_single_marks_left_open_go_on_in_the_next_paragraph(engine):
    (quote,) = extract_quotes(make_article("Anna Holt said: 'The road was closed.\n\n'It was wet, and the bridge is old.'"), engine)
    assert (quote.mode, quote.words) == ("direct", "The road was closed.\n\n'It was wet, and the bridge is old.")


@pytest.mark.parametrize(
    "text, found, wanted, mode",
    [
        ("“He said, 'It rained.' I left,” Holt said.", "It rained.' I left,", "It rained.", "direct"),
        ("“He said, ‘It rained!’ I left,” Holt said.", "It rained!’ I left,", "It rained!", "direct"),
        ("“He said, 'It rained,'” Holt said.", "It rained", "It rained", "direct"),
        ("“He said my coat was 'wet paper',” Holt said.", "my coat was 'wet paper", "my coat was 'wet paper", "mixed"),
        ("“He said the boys' coat wasn't wet,” Holt said.", "the boys' coat wasn't wet", "the boys' coat wasn't wet", "indirect"),
        ("“He said the workers' plan. It's late,” Holt said.", "the workers' plan. It's late", "the workers' plan. It's late", "indirect"),
    ],
)
def test_a_nested_quotation_ends_with_its_mark(text, found, wanted, mode):
    start = text.index(found)
    right = correct(text, Attribution(((start, start + len(found)),), "indirect", (4, 8), (1, 3), 0.5, "", parent=0))
    assert (text[slice(*right.span)], right.mode) == (wanted, mode)


def test_what_an_outlet_reports_stands_although_its_source_was_misread():
    text = "It rained, the Herald reported, citing a source."

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    reported = Attribution((span("It rained"),), "indirect", span("reported"), span("the Herald"), 0.9, "")
    misread = Attribution((span("a source"),), "indirect", span("citing"), span("It rained"), 0.5, "", relays=(span("the Herald"),))
    right = apply_rules(text, [reported, misread])
    assert [(text[slice(*one.span)], text[slice(*one.speaker)], one.parent) for one in right] == [("It rained", "the Herald", None), ("It rained", "a source", 0)]


ADDED = [
    # rule, text, speaker, cue, pieces
    (add_headline, "Ivo Marek: Ferries are safe\n\nThe mayor met Ivo Marek in Lund.", "Ivo Marek", ":", ["Ferries are safe"]),
    (add_headline, "EXCLUSIVE – Experts: “Ferries are safe”\n\nIt rained.", "Experts", ":", ["“Ferries are safe”"]),
    (add_headline, "Matthews: Ferries are safe\n\nIvo Matthews went to Lund.", "Matthews", ":", ["Ferries are safe"]),
    (add_turns, "It rained.\n\nRace: A clerk runs with his weapon drawn\n\nIt was late.\n\nRace: The guards tend to the clerk\n\nIt ended.\n\nHe left.\n\nIt rained on.", None, "", []),
    (add_headline, "Poll: Ferries are safe\n\nIt rained.", "Poll", ":", ["Ferries are safe"]),
    (add_headline, "The Latest: Ferries are safe\n\nIt rained. The Latest came.", None, "", []),
    (add_headline, "Big win: Ferries are safe\n\nIt rained.", None, "", []),
    (add_headline, "Ferries to stop in May - sources.", "sources", "-", ["Ferries to stop in May"]),
    (add_headline, "Two dead in fire near Lund: police\n\nIt rained.", "police", ":", ["Two dead in fire near Lund"]),
    (add_headline, "Velania moves two ships to Lund – defence ministry", "defence ministry", "–", ["Velania moves two ships to Lund"]),
    (add_headline, "Ferry burns in Lund - video report", None, "", []),
    (add_headline, "Fire: police", None, "", []),
    (add_quote_lines, "It rained.\n\nSource: Mayor Ivo Marek on Korvix\n\nQuote: \"It is shut. It stays so.\"", "Mayor Ivo Marek", ":", ["It is shut. It stays so."]),
    (add_quote_lines, "Source: the army, in a statement\nQuote from Holt: “It is shut.”", "Holt", ":", ["It is shut."]),
    (add_quote_lines, "Quote: “It is shut.”", None, "", []),
    (add_headline, "Ivo Marek: Are ferries safe?\n\nThe mayor met Ivo Marek.", None, "", []),
    (add_blocks, "Ivo Marek said:\n\n“It rained. The road was wet.”\n\n“… It was late.”\n\nHe left.", "Ivo Marek", "said", ["It rained. The road was wet.", "… It was late."]),
    (add_blocks, "Stated Marek:\n\n“It rained.”\n\n“It was late,” said Holt.", "Marek", "Stated", ["It rained."]),
    (add_blocks, "He told the crowd, to applause:\n\n\"It rained.\"", "He", "told", ["It rained."]),
    (add_blocks, "She went on to say:\n\n“It rained.”", "She", "went on to say", ["It rained."]),
    (add_blocks, "The menu reads:\n\n“Fish” and “chips”", None, "", []),
    (add_reportedly, "It rained. In total, the hackers have reportedly opened a hundred letters.", None, "reportedly", ["the hackers have", "opened a hundred letters"]),
    (add_reportedly, "So much for Lund: a clerk has reportedly left the city.", None, "reportedly", ["a clerk has", "left the city"]),
    (add_reportedly, "Holt is sure (her team has reportedly left the city) of it.", None, "reportedly", ["her team has", "left the city"]),
    (add_reportedly, "With Marek reportedly planning a bid, the yard is glad.", None, "reportedly", ["Marek", "planning a bid"]),
    (add_reportedly, "Marek reportedly said that it rained.", None, "", []),
    (add_told, "Marek — after a long pause — told me he has left Lund.", "Marek", "told", ["he has left Lund"]),
    (add_told, "Holt told us the mayor and Mr. Venn left.", "Holt", "told", ["the mayor and Mr. Venn left"]),
    (add_told, "But a guard who was on duty told the Lund Echo that the alarm \"hadn't worked in weeks\". He left.", "But a guard who was on duty", "told", ["that the alarm \"hadn't worked in weeks\""]),
    (add_told, "Holt told reporters that the alarm was “late.” He left.", "Holt", "told", ["that the alarm was “late.”"]),
    (add_told, "Holt told reporters: “It is late.”", None, "", []),
    (add_phrasings, "In the words of the critic Ada Berg, she was \"the last of the stubborn ones\". Berg left.", "the critic Ada Berg", "In the words of", ["she was \"the last of the stubborn ones\""]),
    (add_phrasings, "It was, in Berg's words, “a mess”, and so on.", "Berg", "in", ["“a mess”"]),
    (add_phrasings, "In his own words, it is late and cold.", "his", "In", ["it is late and cold"]),
    (add_phrasings, "In other words, it is late and cold.", None, "", []),
    (add_phrasings, "The police found a message, posted last week, that read: “The crown will be home.” He left.", "a message", "that read", ["The crown will be home."]),
    (add_phrasings, "A man in a hat reading “Make it rain” came.", None, "", []),
    (add_phrasings, "She read a letter and said: “It is late.”", None, "", []),
    (add_reporting, "Its owner did not return our calls. It rained.", "Its owner", "did not return", ["our calls"]),
    (add_reporting, "Korvix did not answer several e-mails. It rained.", "Korvix", "did not answer", ["several e-mails"]),
    (add_reporting, "Korvix did not respond to calls for a new bridge.", None, "", []),
    (add_reporting, "Korvix has not returned the messages of the dead.", None, "", []),
    (add_reports, "THERE are also unconfirmed reports that the army left Lund.", "unconfirmed reports", "THERE are also unconfirmed reports that", ["the army left Lund"]),
    (add_reports, "The road was shut amid persistent rumours that the army left Lund.", "persistent rumours", "rumours", ["the army left Lund"]),
    (add_reports, "There are reports that suggest the ferry could be late.", "reports", "There are reports that", ["the ferry could be late"]),
    (add_reports, "There are persistent rumours Ivo Marek has left Lund.", "persistent rumours", "There are persistent rumours", ["Ivo Marek has left Lund"]),
    (add_reports, "After reports that the army left Lund, the road was shut.", "reports", "reports", ["the army left Lund"]),
    (add_reports, "The news comes as unconfirmed reports are circulating on social media that the army left Lund, although the mayor is there.", "unconfirmed reports", "are circulating", ["the army left Lund"]),
    (add_reports, "However, speculation is rife that the army has left Lund.", "speculation", "is rife", ["the army has left Lund"]),
    (add_reports, "The square is abuzz with rumours he has left Lund.", "rumours", "rumours", ["he has left Lund"]),
    (add_reports, "It is believed the army has left Lund. It rained.", None, "is believed", ["the army has left Lund"]),
    (add_reports, "Last year it was widely reported that Lund had been sold, but he had gone.", None, "was widely reported", ["Lund had been sold"]),
    (add_reports, "It’s rumoured on Korvix that he will go.", None, "’s rumoured", ["he will go"]),
    (add_reports, "It was falsely reported that the army left Lund.", None, "", []),
    (add_reports, "It’s believed to be old.", None, "", []),
    (add_supposed, "It was late. Velan troops are now believed to have left Lund.", None, "are now believed", ["Velan troops", "to have left Lund"]),
    (add_supposed, "A man who is said to have fired on Ivo is a clerk.", None, "is said", ["who", "to have fired on Ivo"]),
    (add_supposed, "The search began when he was understood to be in Lund.", None, "was understood", ["he", "to be in Lund"]),
    (add_supposed, "In addition to Ivo, Mr. Holt is said to be in Lund.", None, "is said", ["Mr. Holt", "to be in Lund"]),
    (add_supposed, "He left in May and is believed to be in Lund.", None, "", []),
    (add_supposed, "He spoke in what is thought to be a Velan accent.", None, "", []),
    (add_supposed, "He is not believed to be in Lund.", None, "", []),
    (add_reports, "Rumours grew in May.", None, "", []),
    (add_reports, "Reports emerged that day.", None, "", []),
    (add_reports, "There are rumours about Ivo Marek.", None, "", []),
    (add_reports, "There are no reports that the army left Lund.", None, "", []),
    (add_reports, "There are rumours that have built up in weeks.", None, "", []),
    (add_relative, "A man who officials say is tied to the port left.", "officials", "say", ["who", "is tied to the port left"]),
    (add_relative, "The bill, which critics said was late, and the law fell.", "critics", "said", ["which", "was late"]),
    (add_relative, "A man who I believe is here left.", None, "", []),
    (add_clauses, "Velania put its own losses at eleven dead.", "Velania", "put", ["its own losses at eleven dead"]),
    (add_clauses, "It rained. The mayor had estimated the cost at more than 90,000 crowns, but nobody paid.", "The mayor", "had estimated", ["the cost at more than 90,000 crowns"]),
    (add_clauses, "A doctor at the only open hospital in Lund put the figure at 14 but left.", "A doctor at the only open hospital in Lund", "put", ["the figure at 14"]),
    (add_clauses, "And it puts the gold at $29.", None, "", []),
    (add_clauses, "The clerk put the ring at the door.", None, "", []),
    (add_clauses, "The real cause, in her view, is a drought.", "her", "in", ["The real cause", "is a drought"]),
    (add_clauses, "The town, in the mayor's words, is “dying on its feet”.", "the mayor", "in", ["The town", "is “dying on its feet”"]),
    (add_clauses, "In Holt's opinion, the road is shut.", "Holt", "In", ["the road is shut"]),
    (add_phrasings, "In the words of the harbour master, it was a stupid boat.", "the harbour master", "In the words of", ["it was a stupid boat"]),
    (add_clauses, "The boat, in the harbour, was late.", None, "", []),
    (add_reporting, "Holt’s office had no immediate comment.", "Holt’s office", "had", ["no immediate comment"]),
    (add_reporting, "Ivo Marek would not be drawn on names.", "Ivo Marek", "would not be drawn on", ["names"]),
    (add_reporting, "A clerk said the mayor had no comment.", None, "", []),
    (add_reporting, "There had been no comment.", None, "", []),
    (add_headline, "Harbour boss took cash ‘in a box,’ witness testifies\n\nIt rained.", "witness", "testifies", ["Harbour boss took cash ‘in a box"]),
    (add_headline, "The bridge is shut, Ivo Marek says.", "Ivo Marek", "says", ["The bridge is shut"]),
    (add_headline, "The bridge is shut, and nobody says why", None, "", []),
    (add_headline, "Holt came home, and her son says it rains.", None, "", []),
    (add_unclaimed, "“It rained all day. It was late.”\n\n-- Anna Holt, mayor\n\nHe left.", "Anna Holt", "-- ", ["It rained all day. It was late."]),
    (add_unclaimed, "“It rained all day.”\n\nAnna Holt left.", None, "", []),
]


@pytest.mark.parametrize("rule, text, speaker, cue, pieces", ADDED)
def test_what_the_network_passes_over(rule, text, speaker, cue, pieces):
    found = rule(text, [])
    assert [[text[slice(*piece)] for piece in one.pieces] for one in found] == ([pieces] if pieces else [])
    assert [(one.speaker and text[slice(*one.speaker)], text[slice(*one.cue)]) for one in found] == ([(speaker, cue)] if pieces else [])
    assert not any(rule(text, [one]) != [one] for one in found)  # what is read already is left alone


DIALOGUES = {
    "interview": (
        "– Why did you leave?\n– I was tired, Maren Holt says at last. – Nobody listened.\n\n– Did you tell the board?\n– Of course I did. Three times.\n– Then who knew?\n– Everybody! Holt gets up. – Ask them.",
        [("Maren Holt", ["I was tired", "Nobody listened."]), ("Maren Holt", ["Of course I did. Three times."]), ("Holt", ["Everybody!", "Ask them."])],
    ),
    "verb first": ("— Did it rain?\n\n— It poured, says Ivo when I ask him. — All night.\n\nHe sits down.\n\n— I was cold, he adds.\n\n— Were you?", [("Ivo", ["It poured", "All night."]), ("he", ["I was cold"])]),
    "who the paper spoke with": ("We spoke with Anna Holt.\n\n– Was it late?\n\n– It was.\n\nShe nods.\n\n– And cold?\n\n– That too.", [("Anna Holt", ["It was."]), ("Anna Holt", ["That too."])]),
    "nobody is named": ("– Was it late?\n– It was.\n\nHe nods.\n\n– And cold?\n– That too.", []),
    "two answer": ("– Was it late?\n– It was, says Ivo.\n\n– And cold?\n– Very, says Holt.\n\n– And now?\n– Now it is not.", [("Ivo", ["It was"]), ("Holt", ["Very"])]),
    "a second clause is no tag": ("– Was it late?\n– Your guest, Anna Holt, says the road is shut.\n– Is it?\n– It is, says Ivo.", [("Ivo", ["Your guest, Anna Holt, says the road is shut."]), ("Ivo", ["It is"])]),
    "list": ("- The road is shut.\n- Police say it is late.\n- Who knows?\n- Nobody.", []),
    "two lines": ("– It was late, says Ivo.\n– It was.", []),
    "who is introduced": (
        "Nina Holt took over the mill in May. She met us there.\n\n— Was it late?\n\n— It was. I said so.\n\n— The union says it warned you.\n\n— It did.\n\n— Will you go?\n\n— Never.",
        [("Nina Holt", ["It was. I said so."]), ("Nina Holt", ["It did."]), ("Nina Holt", ["Never."])],
    ),
    "two are introduced": ("Nina Holt took over the mill in May. Ivo Marek left.\n\n— Was it late?\n\n— It was. I said so.\n\n— And cold?\n\n— Very.", []),
    "nobody says I": ("Nina Holt took over the mill in May.\n\n— What is a mill?\n\n— A house.\n\n— Who owns it?\n\n— The town.", []),
}


@pytest.mark.parametrize("case", DIALOGUES)
def test_lines_that_begin_with_a_dash_are_dialogue(case):
    text, wanted = DIALOGUES[case]
    found = add_dialogue(text, [])
    assert [(text[slice(*one.speaker)], [text[slice(*piece)] for piece in one.pieces]) for one in found] == wanted


def test_others_words_stay_inside_the_answers_that_pass_them_on():
    text = "Nina Holt took over the mill in May.\n\n— Was it late?\n\n— It was. Marek wrote that the wheel was old. I said no.\n\n— You once told us that you would stay.\n\n— I did.\n\n— And now?\n\n— I go."

    def read(speaker, cue, words):
        spans = [(text.index(part), text.index(part) + len(part)) for part in (words, cue, speaker)]
        return Attribution((spans[0],), "indirect", spans[1], spans[2], 0.9, "")

    found = add_dialogue(text, [read("Marek", "wrote", "that the wheel was old"), read("I", "said", "no"), read("You", "told", "that you would stay")])
    assert [(text[slice(*one.speaker)], text[slice(*one.span)], one.parent) for one in found] == [
        ("Marek", "that the wheel was old", 2), ("Nina Holt", "that you would stay", None),
        ("Nina Holt", "It was. Marek wrote that the wheel was old. I said no.", None), ("Nina Holt", "I did.", None), ("Nina Holt", "I go.", None),
    ]  # fmt: skip


def test_what_is_nested_in_a_quotation_set_apart_is_nested_in_that():
    text = "Holt told us it rained. “Ivo says it was late, too late.”"
    outer = Attribution(((13, len(text)),), "mixed", (5, 9), (0, 4), 0.9, "")
    inner = Attribution((find(text, "it was late, too late."),), "indirect", find(text, "says"), find(text, "Ivo"), 0.9, "", parent=0)
    assert [one.parent for one in set_apart(text, [outer, inner])] == [None, 2, None]


INTRO = "Nina Holt has made eleven films. Her latest opens in Lund."
INTERVIEWS = {
    "questions between paragraphs": (
        f"{INTRO}\n\nYou grew up here. Does it matter?\n\nIt matters to me.\n\nWhy did you stop?\n\nI was tired.\n\nAnd I had a child.\n\nAnd you came back?\n\nI did.\n\nThe film opens on Friday.",
        ["It matters to me.", "I was tired.", "And I had a child.", "I did."],
    ),
    "labels": (f"{INTRO}\n\nQ: Do you work?\n\nA: I do.\n\nQ: Do you?\n\nA: I do.\n\nAre you sure?\n\nI am.", []),
    "nobody says I": (f"{INTRO}\n\nCan you go?\n\nYes.\n\nMust you pay?\n\nNo.\n\nWill you wait?\n\nAn hour.", []),
    "nobody is named": ("It rained.\n\nDo you work?\n\nI do.\n\nDo you sleep?\n\nI do.\n\nAre you sure?\n\nI am.", []),
    "two questions": (f"{INTRO}\n\nDo you work?\n\nI do.\n\nDo you sleep?\n\nI do.", []),
}


@pytest.mark.parametrize("case", INTERVIEWS)
def test_paragraphs_below_questions_are_the_answers_of_who_is_interviewed(case):
    text, wanted = INTERVIEWS[case]
    assert [(text[slice(*one.speaker)], text[slice(*one.span)]) for one in add_interview(text, [])] == [("Nina Holt", words) for words in wanted]


POSTS = {
    "below a picture": ("It rained.\n\nThe bridge is shut pic.twitter.com/QwJu7F\n\n— Nina Holt (@holt) October 8, 2025\n\nNobody came.", [("Nina Holt", "The bridge is shut")]),
    "in one line": ("The bridge is shut: https://t.co/Qw7F… — Ferry Desk (@nina@social.example) 8 Oct 2025", [("Ferry Desk", "The bridge is shut:")]),
    "picture left out": ("The bridge is shut.\n\n[image or embed]\n\n— Ferry Desk (@ferry.example) 8 October 2025 at 15:04", [("Ferry Desk", "The bridge is shut.")]),
    "one below the other": ("It is shut.\n\n—\nHolt (@holt) October 8, 2025\nIt is open.— Ivo (@ivo) October 9, 2025", [("Holt", "It is shut."), ("Ivo", "It is open.")]),
    "with a tag": ("<tweet id=7 author=@holt>It is shut.\n\n— Nina Holt (@holt) October 8, 2025", [("Nina Holt", "It is shut.")]),
    "a link alone": ("https://t.co/Qw7F\n\n— Nina Holt (@holt) October 8, 2025", []),
    "no date": ("The bridge is shut.\n\n— Nina Holt (@holt), who lives there", []),
}


@pytest.mark.parametrize("case", POSTS)
def test_posts_that_a_page_embeds_are_words_of_who_signs_below(case):
    text, wanted = POSTS[case]
    assert [(text[slice(*one.speaker)], text[slice(*one.span)]) for one in add_posts(text, [])] == wanted


APART = [
    # text with what was read as one statement in brackets, and the statements it is
    ("Holt told us [it rained. “It was late, too late.”]", [("it rained", "indirect"), ("“It was late, too late.”", "direct")]),
    ("[It rained, Holt admitted, but it was “late”. “Nobody asked me. Nobody.”]", [("It rained, Holt admitted, but it was “late”", "mixed"), ("“Nobody asked me. Nobody.”", "direct")]),
    ("Holt told us [“it rained.” “It was late, too late.”]", [("“it rained.” “It was late, too late.”", "mixed")]),
    ("Holt told us [of the new law. “It was late, too late.”]", [("of the new law. “It was late, too late.”", "mixed")]),
    ("Holt told us [it rained. “Never on Mondays.”]", [("it rained. “Never on Mondays.”", "mixed")]),
    ("Holt told us [it rained and “it was late, too late”]", [("it rained and “it was late, too late”", "mixed")]),
]


@pytest.mark.parametrize("text, wanted", APART)
def test_a_whole_quotation_behind_a_statement_in_other_words_stands_by_itself(text, wanted):
    words = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    at = text.index("Holt")
    found = set_apart(text, [Attribution((words,), "mixed", (at + 5, at + 9), (at, at + 4), 0.9, "")])
    assert [(text[slice(*one.span)], one.mode) for one in found] == wanted


GOES_ON = [
    # rule, text, speaker, cue and words read, what there is behind it: the words of each statement by its speaker
    (add_clauses, "The ministry said the road was open but denied that troops had used it.", ("The ministry", "said", "the road was open"),
     [("The ministry", ["the road was open"]), ("The ministry", ["that troops had used it"])]),
    (add_clauses, "Holt said “it was late”, and later denied having been there.", ("Holt", "said", "“it was late”"), [("Holt", ["“it was late”"]), ("Holt", ["having been there"])]),
    (add_clauses, "Holt said it was late and the mayor denied that it rained.", ("Holt", "said", "it was late"), [("Holt", ["it was late"])]),
    (add_clauses, "It was late, he said, but added in reply to a question that it rained.", ("he", "said", "It was late"), [("he", ["It was late"]), ("he", ["that it rained"])]),
    (add_clauses, "Holt said it was late, and appealed to drivers to stay at home.", ("Holt", "said", "it was late"), [("Holt", ["it was late"]), ("Holt", ["drivers to stay at home"])]),
    (add_clauses, "It was late, said Holt, and denied that it rained.", ("Holt", "said", "It was late"), [("Holt", ["It was late"])]),
    (add_unclaimed, "“It rained,” Holt said. He had gone. “It was late, too late.” It ended.", ("Holt", "said", "It rained"), [("Holt", ["It rained", "It was late, too late."])]),
    (add_unclaimed, "Holt said it rained. “It was late, too late.”", ("Holt", "said", "it rained"), [("Holt", ["it rained", "It was late, too late."])]),
    (add_unclaimed, "Holt said it rained, and laughed off the rest: “It was late, too late.”", ("Holt", "said", "it rained"), [("Holt", ["it rained"]), ("Holt", ["It was late, too late."])]),
    (add_unclaimed, "Holt said it rained.\n\n“It was late, too late.”", ("Holt", "said", "it rained"), [("Holt", ["it rained"]), ("Holt", ["It was late, too late."])]),
    (add_unclaimed, "Holt said it rained.\n\nMarek came home.\n\n“It was late, too late.”", ("Holt", "said", "it rained"), [("Holt", ["it rained"])]),
    (add_unclaimed, "Holt said it rained. Marek came home, and after a long and cold day behind the mill he sat down at the fire. “It was late, too late.”",
     ("Holt", "said", "it rained"), [("Holt", ["it rained"])]),
    (add_unclaimed, "Holt asked whether it rained.\n\n“It was late, too late.”", ("Holt", "asked", "whether it rained"), [("Holt", ["whether it rained"])]),
    (add_unclaimed, "Holt wanted it to rain.\n\n“It was late, too late.”", ("Holt", "wanted", "it to rain"), [("Holt", ["it to rain"])]),
    (add_unclaimed, "Holt said it rained. The song “It Was Late Last Year” is old.", ("Holt", "said", "it rained"), [("Holt", ["it rained"])]),
    (add_denied, "Velania said it had taken Lund, a claim that the general staff dismissed within the hour as “a dream”.", ("Velania", "said", "it had taken Lund"),
     [("Velania", ["it had taken Lund"]), ("the general staff", ["it had taken Lund"])]),
]  # fmt: skip


@pytest.mark.parametrize("rule, text, read, wanted", GOES_ON)
def test_what_goes_on_with_words_that_were_read(rule, text, read, wanted):
    speaker, cue, words = ((text.index(part), text.index(part) + len(part)) for part in read)
    found = rule(text, [Attribution((words,), "direct" if text[words[0] - 1] == "“" else "indirect", cue, speaker, 0.9, "")])
    assert [(text[slice(*one.speaker)], [text[slice(*piece)] for piece in one.pieces]) for one in found] == wanted
CONTINUED = [
    # text with what “said” tells in brackets, and the quotations that go on with it
    ("Holt said [the yard was shut]. “It will stay shut for years.”\n\nIt rained.", ["It will stay shut for years."]),
    ("Holt said [the yard was shut].\n\n“It will stay shut for years. We know.”\n“And nobody asked us.”\n\nIt rained.", ["It will stay shut for years. We know.", "And nobody asked us."]),
    ("[“The yard is shut,”] Holt said in Lund on Monday. “It will stay shut for years.” The yard has no ships.", ["It will stay shut for years."]),
    ("Holt said [the yard was shut]. “It will stay shut for years,” Marek said.", []),
    ("Holt said [the yard was shut]. “It will stay shut for years.” Ivo Marek said so.", []),
    ("Holt said [the yard was shut]. “Endless Rain!” The film ran on.", []),
    ("Holt said [the yard was shut].\n\n“It will stay shut for years.”\nIvo Marek, Union of Clerks\n\nIt rained.", []),
    ("Holt said [the yard was shut].\n\n“Ivo Marek: It will stay shut for years.”\n\nIt rained.", []),
    ("Holt said [the yard was shut].\n\n“It will stay shut for years.”\nELEKTROTECHNIKPRODUKTIONSGESELLSCHAFT 24\n\nIt rained.", ["It will stay shut for years."]),  # at once
    ("Holt said [the yard was shut]. It rained.\n\n“It will stay shut for years.”\n\nIt rained.", []),
    ("Holt said [the yard was shut]. A “plan for the yard that holds” is late.", []),
    ("Holt said [the yard was shut] because of Mr. Venn. “It will stay shut for years.”", ["It will stay shut for years."]),
]


@pytest.mark.parametrize("text, more", CONTINUED)
def test_whole_quotations_behind_a_statement_go_on_with_it(text, more):
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    one = Attribution(((start, end),), "indirect", find(text, "said"), find(text, "Holt"), 0.5, "")
    (right,) = add_continued(text, [one])
    assert [text[slice(*piece)] for piece in right.pieces[1:]] == more
    if more:
        read = Attribution((find(text, more[0]),), "direct", (0, 0), None, 0.5, "")
        assert add_continued(text, [one, read]) == [one, read]  # somebody else's already


def test_a_quotation_behind_a_second_clause_goes_on_with_the_first_quotation():
    text = "“It rained,” Holt said, adding that the yard was shut. “It will stay shut for years.”\n\nHe left."
    said = Attribution((find(text, "It rained"),), "direct", find(text, "said"), find(text, "Holt"), 0.5, "")
    adding = Attribution((find(text, "that the yard was shut"),), "indirect", find(text, "adding"), find(text, "Holt"), 0.5, "")
    first, second = add_continued(text, [said, adding])
    assert [text[slice(*piece)] for piece in first.pieces] == ["It rained", "It will stay shut for years."]
    assert second == adding


def find(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Army: no soldiers crossed; villagers: we fed them", [("Army", "no soldiers crossed"), ("villagers", "we fed them")]),
        ("Police: two men held, but lawyers: they are clerks", [("Police", "two men held"), ("lawyers", "they are clerks")]),
        ("Army: ferries are safe; note: it rained", [("Army", "ferries are safe; note: it rained")]),
        ("Army: ferries are safe; no ship is late", [("Army", "ferries are safe; no ship is late")]),
    ],
)
def test_a_headline_with_two_speakers_is_two_statements(headline, wanted):
    text = f"{headline}\n\nThe army and the police met the villagers."
    assert [(text[slice(*one.speaker)], text[slice(*one.span)]) for one in add_headline(text, [])] == wanted


def test_a_headline_put_in_leaves_the_others_in_their_places():
    text = "Poll: Ferries are safe\n\nThe Herald said Holt denied that it rained."
    outer = Attribution((find(text, "Holt denied that it rained"),), "indirect", find(text, "said"), find(text, "The Herald"), 0.5, "")
    inner = Attribution((find(text, "that it rained"),), "indirect", find(text, "denied"), find(text, "Holt"), 0.5, "", parent=0)
    found = add_headline(text, [outer, inner])
    assert found[found[1].parent] == outer


def test_a_turn_that_the_network_read_is_its_speaker_s_own_words_and_no_question():
    text = "NINA HOLT: Was it late?\nIVO MAREK: It was.\nHOLT: Is the yard shut?\nMAREK: It is shut.\n"
    found = [Attribution((find(text, words),), "indirect", (at - 2, at - 1), (text.rfind("\n", 0, at) + 1, at - 2), 0.5, "") for words in ("It was", "Is the yard shut", "It is shut") if (at := text.index(words))]
    assert [(text[slice(*one.speaker)], text[slice(*one.span)], one.mode) for one in add_turns(text, found)] == [("IVO MAREK", "It was", "direct"), ("MAREK", "It is shut", "direct")]


WRONG = [
    ("Historians: no ships sold\nIt rained.", "Historians", ":", "no ships sold", False),
    # text, speaker, cue, words
    ("Talent: Ivo shows off his tower.", "Talent", ":", "Ivo shows off his tower.", True),
    ("Velania: no ships sold\nThe harbour of Velania is shut.", "Velania", ":", "no ships sold", False),
    ("The clerk spoke on condition of anonymity, citing the state of the talks.", "The clerk", "citing", "the state of the talks", True),
    ("Q: Was it late?\nA: It was not.", "A", ":", "It was not.", False),
    ("MAREK: Was it late?\nHOLT: It was not.", "HOLT", ":", "It was not.", False),
    ("The man worked as a clerk in Lund, the Herald said.", "the Herald", "said", "The man worked as a clerk in Lund", False),
    ("Ivo ran as a clerk was ill, he said on “Lund Today”.", "he", "said", "Ivo ran as a clerk was ill", False),
    ("It rained after a military analyst, Anna Holt, said that it was late.", "Anna Holt", "said", "It rained after a military analyst", True),
    ("The clerk spoke on Monday, citing the state of the talks.", "The clerk", "citing", "the state of the talks", False),
    ("The owner has said nothing in public.", "The owner", "has said", "nothing in public", True),
    ("Carla remembers it.", "Carla", "remembers", "it", True),
    ("Carla denied it.", "Carla", "denied", "it", False),
    ("Carla said nothing was late.", "Carla", "said", "nothing was late", False),
]


@pytest.mark.parametrize("text, speaker, cue, words, wanted", WRONG)
def test_headings_reasons_for_anonymity_and_empty_words_are_no_speech(text, speaker, cue, words, wanted):
    one = Attribution(((text.index(words), text.index(words) + len(words)),), "indirect", *((text.index(part), text.index(part) + len(part)) for part in (cue, speaker)), 0.5, "")
    assert is_wrong(text, one, [one]) is wanted


def test_what_somebody_is_said_to_be_is_not_said_by_them():
    text = "Holt called the players said to be behind it cowards."
    outer = Attribution((find(text, "the players said to be behind it"),), "indirect", find(text, "called"), find(text, "Holt"), 0.9, "")
    inner = Attribution((find(text, "to be behind it"),), "indirect", find(text, "said"), find(text, "the players"), 0.9, "", parent=0)
    assert [is_wrong(text, one, [outer, inner]) for one in (outer, inner)] == [False, True]


@pytest.mark.parametrize(
    "line, kept",
    [
        ("READ MORE: Anna Holt says fares will double", 0),
        ("Also read: Anna Holt denies the pier will close", 0),
        ("Related: Anna Holt denies the pier will close", 0),
        ("Correction (3 May): An earlier version said that Anna Holt would go.", 0),
        ("The related report: Anna Holt says fares will double", 1),
    ],
)
def test_lines_that_lead_to_other_articles_take_no_position(line, kept):
    text = f"The pier will close, Ivo Marek said.\n\n{line}\n\nThe council meets on Monday."
    place = text.index("Anna Holt")
    found = Attribution(((place + 15, place + 30),), "indirect", (place + 10, place + 14), (place, place + 9), 0.9, "")
    assert len(drop_asides(text, [found])) == kept


@pytest.mark.parametrize("opening, speaker", [("The Herald spoke with Anna Holt, a clerk.", "Anna Holt"), ("It rained in Lund.", None)])
def test_answers_are_those_of_who_is_interviewed(opening, speaker):
    text = f"{opening}\n\nQ: Is it late?\n\nA: It is not late.\n\nQ: Why is that so?\n\nA: Two men came here."
    q, a = text.index("Q:"), text.index("A:")
    seen = [Attribution(((at + 3, at + 9),), "direct", (at + 1, at + 2), (at, at + 1), 0.9, "") for at in (q, a)]
    found = add_turns(text, name_answers(text, seen))
    assert [one.speaker and text[slice(*one.speaker)] for one in found] == ([speaker, speaker] if speaker else [None])


VENUES = {
    "Holt was interviewed in the newspaper Nordland Post.": ["the newspaper Nordland Post"],
    "Holt claimed on Russian television. “It is shut.”": ["Russian television"],
    "In an interview with Radio Nord, Holt said it was shut.": ["Radio Nord"],
    "Holt claimed in March that it was shut.": [],
    "Holt told her brother.": [],
    "Holt told the Nordland Post Kim would come.": ["the Nordland Post"],
}


@pytest.mark.parametrize("text", VENUES)
def test_outlets_where_somebody_was_heard(text):
    assert [text[slice(*venue.outlet)] for venue in find_venues(text)] == VENUES[text]
