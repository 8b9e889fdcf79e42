"""The scorer and `scripts/evaluate.py`."""

import gzip
import importlib.util
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from datasette_claims.catalogue import Catalogue
from datasette_claims.claims import match
from datasette_claims.errors import DataError
from datasette_claims.evaluation import matching, scoring
from datasette_claims.evaluation.kinds import judge_kinds
from datasette_claims.evaluation.lines import find_gold_problem, read_lines
from datasette_claims.evaluation.news import read_news
from datasette_claims.records import Claim, Quote

ROOT = Path(__file__).resolve().parent.parent
GOLD_FOLDER = ROOT.parent / "shared" / "gold"
TEXT = "“The bridge is open,” Anna Holt said. “Nobody crossed.” Lind hopes for rain, the paper wrote."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD = {
    "id": "one",
    "text": TEXT,
    "discard": [],
    "attributions": [
        {
            "source": [at("Anna Holt")],
            "cue": [at("said")],
            "content": [at("“The bridge is open,”"), at("“Nobody crossed.”")],
            "type": "direct",
        },
        {"source": [at("Lind")], "cue": [at("hopes")], "content": [at("for rain")], "type": "indirect"},
    ],
}


def predict(*pieces: str, cue: str = "said", speaker: str | None = "Holt", kind: str = "direct") -> dict:
    spans = [at(piece) for piece in pieces]
    start, end = at(speaker) if speaker else (None, None)
    cue_start, cue_end = at(cue)
    return dict(
        start=spans[0][0], end=spans[-1][1], spans=spans, type=kind,
        speaker_start=start, speaker_end=end, cue_start=cue_start, cue_end=cue_end,
    )  # fmt: skip


BOTH = predict("The bridge is open", "Nobody crossed.")
FIGURES = {
    "right": ([BOTH], {}, (1.0, 0.5)),
    "right, only speech wanted": ([BOTH], {"speech": True}, (1.0, 1.0)),
    "an unwanted hope is not wrong": (
        [BOTH, predict("for rain", cue="hopes", speaker="Lind", kind="indirect")], {"speech": True}, (1.0, 1.0)
    ),
    "wrong speaker": ([predict("The bridge is open", "Nobody crossed.", speaker="Lind")], {"speech": True}, (0.0, 0.0)),
    "no speaker": ([predict("The bridge is open", "Nobody crossed.", speaker=None)], {"speech": True}, (0.0, 0.0)),
    "one piece of two": ([predict("The bridge is open")], {"speech": True}, (0.0, 0.0)),
    "one piece of two, by piece": ([predict("The bridge is open")], {"speech": True, "by_piece": True}, (1.0, 0.5)),
    "twice": ([BOTH, BOTH], {"speech": True}, (0.5, 1.0)),
    "nothing": ([], {"speech": True}, (0.0, 0.0)),
}  # fmt: skip


@pytest.mark.parametrize("case", FIGURES)
def test_figures_of_invented_predictions(case):
    quotes, options, expected = FIGURES[case]
    counts = scoring.count_article(TEXT, scoring.read_gold(GOLD), scoring.read_predictions({"quotes": quotes}), **options)
    figure = scoring.figure(counts, "all")
    assert (figure.precision, figure.recall) == expected


def test_found_units_are_judged_one_by_one():
    found = scoring.read_predictions({"quotes": [BOTH, predict("for rain", speaker="Holt"), predict("the paper")]})
    assert scoring.judge_found(TEXT, scoring.read_gold(GOLD), found) == [True, False, False]
    assert scoring.judge_found(TEXT, scoring.read_gold(GOLD), found, ((0, 20),)) == [None, False, False]


def disturb(row: dict, rng: random.Random) -> dict:
    """A prediction made from gold: some left out, moved, or with another speaker."""
    quotes = []
    for item in row["attributions"]:
        if rng.random() < 0.15 or not item["content"]:
            continue
        spans = [[s + rng.choice([0, 0, 0, 12]), e + rng.choice([0, 0, 9])] for s, e in item["content"]]
        spans = [[s, min(e, len(row["text"]))] for s, e in spans if s < e][: rng.choice([1, 9])]
        source = rng.choice(row["attributions"])["source"] if rng.random() < 0.2 else item["source"]
        speaker = source[0] if source and rng.random() < 0.9 else [None, None]
        cue = item["cue"][0] if item["cue"] and rng.random() < 0.9 else [None, None]
        kind = rng.choice(["direct", "mixed", "indirect"]) if rng.random() < 0.1 else item["type"]
        if spans:
            quotes.append(
                dict(
                    start=spans[0][0], end=spans[-1][1], spans=spans, type=kind,
                    speaker_start=speaker[0], speaker_end=speaker[1], cue_start=cue[0], cue_end=cue[1],
                )  # fmt: skip
            )
    return {"id": row["id"], "quotes": quotes}


@pytest.mark.skipif(not GOLD_FOLDER.is_dir(), reason="the annotated articles are not ours to publish")
@pytest.mark.parametrize("speech", [False, True])
@pytest.mark.parametrize("by_piece", [False, True])
def test_figures_agree_with_the_scorer_of_the_gold(speech, by_piece):
    spec = importlib.util.spec_from_file_location("gold_scorer", GOLD_FOLDER / "score_attribution.py")
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    with open(GOLD_FOLDER / "polnear_train.jsonl", encoding="utf-8") as lines:
        gold = [json.loads(next(lines)) for _ in range(25)]
    rng = random.Random(7)
    rows = {row["id"]: disturb(row, rng) for row in gold}
    expected = theirs.score(gold, {key: row["quotes"] for key, row in rows.items()}, speech=speech, segments=by_piece)
    counts = scoring.total(
        scoring.count_article(
            row["text"],
            scoring.read_gold(row),
            scoring.read_predictions(rows[row["id"]]),
            scoring.spans(row["discard"]),
            speech=speech,
            by_piece=by_piece,
        )
        for row in gold
    )
    for kind in ("all", "direct", "mixed", "indirect"):
        for ours, name in (("right", "end_to_end"), ("overlap", "overlap")):
            figure, wanted = scoring.figure(counts, kind, ours), expected[name + ("" if kind == "all" else "_" + kind)]
            assert (round(figure.precision, 4), round(figure.recall, 4)) == (wanted["p"], wanted["r"])
    assert round(scoring.speaker_accuracy(counts), 4) == expected["speaker_accuracy_on_matched"]


def run_evaluate(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "scripts" / "evaluate.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, encoding="utf-8")


@pytest.fixture
def files(tmp_path):
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return gold, predictions


def test_evaluate_passes_when_every_floor_holds(files):
    gold, predictions = files
    found = [BOTH, predict("for rain", cue="hopes", speaker="Lind", kind="indirect")]
    predictions.write_text(json.dumps({"id": "one", "quotes": found}) + "\n", encoding="utf-8")
    result = run_evaluate("attribution", gold, "--predictions", predictions)
    assert (result.returncode, result.stderr) == (0, "")
    assert "all                       100.0% 100.0% 100.0%" in result.stdout
    assert result.stdout.endswith("no figure is below its floor\n")


def test_evaluate_fails_below_a_floor(files):
    gold, predictions = files
    predictions.write_text(json.dumps({"id": "one", "quotes": []}) + "\n", encoding="utf-8")
    result = run_evaluate("attribution", gold, "--predictions", predictions)
    assert result.returncode == 1
    assert "attribution: speech is 0.0%, its floor is" in result.stderr
    assert "speech_mixed" not in result.stderr  # the file holds no mixed quotation


BROKEN_GOLD = {
    "{": "gold.jsonl:2: no JSON (",
    "[]": "gold.jsonl:2: no JSON object",
    '{"id": 1}': "gold.jsonl:2: “id” must be a text",
    '{"id": "a", "text": "b"}': "gold.jsonl:2: “attributions” must be a list",
    '{"id": "a", "text": "b", "attributions": [1]}': "gold.jsonl:2: attribution 0 is no JSON object",
    '{"id": "a", "text": "b", "attributions": [{"content": [[0, 2]], "cue": [], "source": [], "type": "direct"}]}': "“content” of attribution 0 is no list of [start, end] within",
    '{"id": "a", "text": "b", "attributions": [{"content": [], "cue": [], "source": [], "type": "direct"}]}': "“content” of attribution 0 is no list",
    '{"id": "a", "text": "b", "attributions": [{"content": [[0, 1]], "cue": [[1, 0]], "source": [], "type": "direct"}]}': "“cue” of attribution 0 is no list",
    '{"id": "a", "text": "b", "attributions": [{"content": [[0, 1]], "cue": [], "source": [], "type": "loud"}]}': "“type” of attribution 0 is not direct",
    '{"id": "a", "text": "b", "attributions": [], "discard": [3]}': "“discard” is no list of",
}


@pytest.mark.parametrize("line", BROKEN_GOLD)
def test_a_broken_gold_line_is_named(files, line):
    gold, _ = files
    gold.write_text(gold.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(BROKEN_GOLD[line])):
        list(read_lines(gold, find_gold_problem))


def test_a_line_nested_too_deep_is_named(files):
    gold, _ = files
    gold.write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(DataError, match="gold.jsonl:1: no JSON"):
        list(read_lines(gold, find_gold_problem))


@pytest.mark.parametrize(
    "quotes, reason",
    [
        ([{"start": 0, "end": 1}], "quote 0 has no “type”"),
        ([{"type": "direct", "start": 1}], "quote 0 has offsets that are no whole numbers"),
        ([{"type": "direct", "start": 0, "end": 1, "cue_start": 4}], "quote 0 has offsets that are no whole numbers"),
        ([{"type": "direct", "start": 0, "end": 10**6}], "the offsets go beyond the text of “one”"),
    ],
)
def test_broken_predictions_cost_one_sentence(files, quotes, reason):
    gold, predictions = files
    predictions.write_text(json.dumps({"id": "one", "quotes": quotes}) + "\n", encoding="utf-8")
    result = run_evaluate("attribution", gold, "--predictions", predictions)
    assert (result.returncode, result.stdout) == (1, "")
    assert f"{predictions}:1: " in result.stderr and reason in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments, reason",
    [(("attribution", "nowhere.jsonl"), "nowhere.jsonl: No such file"), (("article", "--engine", "guesswork"), "There is no engine “guesswork”")],
)
def test_what_is_missing_costs_one_sentence(arguments, reason):
    result = run_evaluate(*arguments)
    assert result.returncode == 1 and reason in result.stderr and len(result.stderr.splitlines()) == 1


def test_script_help_says_what_it_does():
    assert "Who said what" in run_evaluate("--help").stdout


def test_scores_are_measured_as_they_are_shown():
    texts = ["A missile hit the bridge at Tarn.", "Corin shut its harbour.", "Lund sold a ferry to Corin."]
    held = Catalogue(claims=[Claim(f"c{n}", text, "") for n, text in enumerate(texts)])
    for words in ("The harbour at Corin is shut", "A strange missile was found in a garden"):  # two words in common, and one
        index = match.index_claims(held)
        _, ranked = index.rank(words)
        passage = matching.Passage("c0", tuple((item.number == ranked[0].number, item.features, item.shared) for item in ranked))
        first = matching.check_scores([passage])[0]
        assert first == (match.match_claims(Quote("q", "a", "indirect", words=words), held)[0].score, True)


def test_kinds_of_new_speakers_are_judged_by_their_words(tmp_path):
    """The first label is right, the second is not, and the third names nobody who speaks."""
    pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    text = "Nina Holt, 44, said the road was open. The Corin Herald reported that the bridge was closed."
    (tmp_path / "labels.csv").write_text("article,start_char,end_char,kind,part\n7,0,13,person,held\n7,39,55,unnamed|person,held\n7,76,86,person,held\n", encoding="utf-8")
    with gzip.open(tmp_path / "bodies.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"bodies": {"7": text}}, file)
    assert list(judge_kinds(tmp_path / "labels.csv", tmp_path / "bodies.json.gz")) == [("held", True), ("held", False)]


NEWS = "Holt told the Corin Herald that the road was open. Lind denied that it was closed."
NEWS_LABELS = """article,part,content,speaker,cue,label,relays
7,held,27-49,0-4,5-9,asserts|confirms,the Corin Herald
7,held,63-81,51-55,56-62,denies,
8,learnt,,,,,
9,held,0-4,,,,
"""


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news.csv").write_text(NEWS_LABELS, encoding="utf-8")
    with gzip.open(tmp_path / "bodies.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"bodies": {"7": NEWS, "8": "It rained."}}, file)
    return tmp_path / "news.csv", tmp_path / "bodies.json.gz"


def test_labels_of_news_become_annotated_articles(news):
    labels, bodies = news
    assert read_news(labels, bodies, "learnt") == [{"id": "8", "text": "It rained.", "attributions": []}]
    with pytest.raises(DataError, match="news.csv:5: bodies.json.gz has no body “9”"):
        read_news(labels, bodies, "held")


def test_news_is_measured_with_relays_and_stances(news):
    """All of it is found: both passages, the paper that passed one on, and what both say of it."""
    pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    labels, bodies = news
    labels.write_text(NEWS_LABELS.replace("9,held,0-4,,,,\n", ""), encoding="utf-8")
    result = run_evaluate("news", bodies, "--labels", labels)
    for line in ("speech                    100.0% 100.0% 100.0%", "relays_recall          100.0% (1 of 1)", "stances                100.0% (2 of 2)"):
        assert line in result.stdout
