"""Other engines: a spaCy parser and a language model give the same attributions. All people here are invented."""

import json
import shutil

import pytest

from datasette_claims.quotes import attribute_article, find_attributions, open_engine
from datasette_claims.quotes.asking import Asker, BrokenAnswer, check_answer, split_text
from datasette_claims.quotes.attribution import EngineMissing
from datasette_claims.quotes.network import models_folder
from datasette_claims.quotes.quotations import simplify
from datasette_claims.records import Article

TEXT = (
    "Mayor opens port\n\n“The port is open,” Anna Holt said. “Nobody was hurt.”\n\n"
    "The Herald reported that Marek Lind denied selling the ships.\nHe told Radio Nord: ‘It isn’t true.’"
)


def quote(words: list[str], mode="direct", speaker="", cue="said", relays=(), inside=-1) -> dict:
    return {"words": words, "mode": mode, "speaker": speaker, "cue": cue, "relays": list(relays), "inside": inside}


class FakeModel:
    """Answers what it is told to, and remembers what it was asked."""

    model_id, supports_schema = "fake", True

    def __init__(self, *answers: object):
        self.answers, self.asked = list(answers), []

    def prompt(self, text: str, **options):
        self.asked.append((text, options))
        return self

    def text(self) -> str:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, str) else json.dumps({"quotes": answer})


def told(found, text=TEXT) -> list[tuple]:
    """Pieces, mode, speaker, cue, relays and parent in words."""
    return [
        (
            [text[slice(*piece)] for piece in one.pieces], one.mode, one.speaker and text[slice(*one.speaker)], text[slice(*one.cue)],
            [text[slice(*relay)] for relay in one.relays], one.parent,
        )
        for one in found
    ]  # fmt: skip


def test_what_stands_in_the_text_is_kept_with_its_place():
    model = FakeModel([
        quote(["The port is open,", "Nobody was hurt."], speaker="Anna Holt"),
        quote(["Marek Lind denied selling the ships"], "indirect", "The Herald", "reported"),
        quote(["selling the ships"], "indirect", "Marek Lind", "denied", inside=1),
        quote(["It isn't true."], "direct", "He", "told", ["Radio Nord"]),  # with another apostrophe than the text
    ])  # fmt: skip
    assert told(Asker(model, "fake").find_attributions(TEXT)) == [
        (["The port is open,", "Nobody was hurt."], "direct", "Anna Holt", "said", [], None),
        (["Marek Lind denied selling the ships"], "indirect", "The Herald", "reported", [], None),
        (["selling the ships"], "indirect", "Marek Lind", "denied", [], 1),
        (["It isn’t true."], "direct", "He", "told", ["Radio Nord"], None),
    ]


def test_what_the_model_makes_up_is_dropped_and_counted(caplog):
    model = FakeModel([
        quote(["The port is closed"], speaker="Anna Holt"),
        quote(["Nobody was hurt."], speaker="Clara Invented", relays=["The Moon Times"]),
        quote(["The harbour is open"], inside=0),
        quote(["…"]),
    ])  # fmt: skip
    asker = Asker(model, "fake")
    (found,) = asker.find_attributions(TEXT)
    assert (found.speaker, found.relays, found.parent) == (None, (), None)
    assert dict(asker.dropped) == {"words": 3, "speaker": 1, "relay": 1}
    assert caplog.messages == ["fake: 5 passages or names that do not stand in the text were dropped."]


def test_he_is_not_found_inside_the():
    (found,) = Asker(FakeModel([quote(["It isn’t true."], speaker="he", cue="told")]), "fake").find_attributions(TEXT)
    assert found.speaker is None


@pytest.mark.parametrize("inside", [[0], [1, 0], [7], [2, 0, 1]])
def test_nesting_that_makes_no_sense_is_left_out(inside):
    words = ["The port is open,", "Nobody was hurt.", "selling the ships"]
    answer = [quote([words[n]], inside=parent) for n, parent in enumerate(inside)]
    found = Asker(FakeModel(answer), "fake").find_attributions(TEXT)
    assert len(found) == len(inside)
    assert all(one.parent is None or one.parent < n for n, one in enumerate(found))


@pytest.mark.parametrize(
    "written, reason",
    [
        ("I cannot do that.", "answered no JSON"),
        ('{"quotes": "none"}', "without a list of quotes"),
        ("[]", "without a list of quotes"),
        ('{"quotes": [1]}', "without a list of quotes"),
        (json.dumps({"quotes": [quote(["a"]) | {"mode": "loud"}]}), "wrong “mode” in quote 0"),
        (json.dumps({"quotes": [quote(["a"]), quote("a")]}), "wrong “words” in quote 1"),
        (json.dumps({"quotes": [quote(["a"]) | {"inside": True}]}), "wrong “inside” in quote 0"),
        (json.dumps({"quotes": [quote(["a"]) | {"speaker": None}]}), "wrong “speaker” in quote 0"),
    ],
)
def test_an_answer_of_another_form_is_refused(written, reason):
    with pytest.raises(BrokenAnswer, match=reason):
        check_answer(written, "fake")


def test_json_in_a_fence_is_read():
    assert check_answer('Here:\n```json\n{"quotes": []}\n```', "fake") == []


def test_a_service_that_fails_costs_one_sentence():
    from datasette_claims.errors import ClaimsError

    with pytest.raises(ClaimsError, match=r"the model “fake” did not answer \(RuntimeError: 503 busy\)"):
        Asker(FakeModel(RuntimeError("503\nbusy")), "fake").find_attributions(TEXT)


def test_an_article_is_one_request_and_the_schema_goes_with_it():
    model = FakeModel([quote(["The port is open,"], speaker="Anna Holt")])
    article = Article(id="a", url="", title="Mayor opens port", publisher="p", text=TEXT)
    ((found, _),) = attribute_article(article, Asker(model, "fake"))
    assert (found.words, found.speaker_words, found.method, found.section, found.review) == ("The port is open,", "Anna Holt", "llm", "body", "proposed")
    ((asked, options),) = model.asked
    assert asked == TEXT and options["schema"]["properties"]["quotes"]["type"] == "array"


def test_a_model_without_schemas_is_told_the_form():
    model = FakeModel([])
    model.supports_schema = False
    Asker(model, "fake").find_attributions(TEXT)
    assert "schema" not in model.asked[0][1] and "Answer with JSON only" in model.asked[0][1]["system"]


def test_long_texts_are_asked_about_by_paragraphs():
    text = "\n\n".join("word " * 1_000 for _ in range(6))
    parts = split_text(text)
    assert [end - start for start, end in parts] == [10_002, 10_002, 10_002]
    assert "".join(text[start:end] for start, end in parts).replace("\n", "") == text.replace("\n", "")


def test_a_model_of_the_llm_library_answers(monkeypatch, tmp_path):
    llm = pytest.importorskip("llm", reason="the llm extra is not installed")
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))

    class Registered(llm.Model):
        model_id, supports_schema = "desk-test", True

        def execute(self, prompt, stream, response, conversation):
            assert prompt.schema and "Never change" in prompt.system
            yield json.dumps({"quotes": [quote(["The port is open,"], speaker="Anna Holt"), quote(["Invented."])]})

    class Plugin:
        @llm.hookimpl
        def register_models(self, register):
            register(Registered())

    plugin = Plugin()
    llm.pm.register(plugin, name="desk-test")
    open_engine.cache_clear()
    try:
        engine = open_engine("llm:desk-test")
        assert told(find_attributions(TEXT, engine)) == [(["The port is open,"], "direct", "Anna Holt", "said", [], None)]
        assert engine.dropped["words"] == 1
        with pytest.raises(EngineMissing, match="llm knows no model “nothing-of-that-name”"):
            open_engine("llm:nothing-of-that-name")
    finally:
        llm.pm.unregister(plugin)
        open_engine.cache_clear()


@pytest.mark.parametrize("name", ["", "modell", "gpt"])
def test_an_engine_nobody_knows_is_named(name):
    with pytest.raises(EngineMissing, match=r"choose model\[:FOLDER\], spacy"):
        open_engine(name)


def test_weights_of_another_folder_are_an_engine(tmp_path):
    pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    shutil.copytree(models_folder(), tmp_path / "weights")
    text = "The road is open, Anna Holt said."
    assert open_engine(f"model:{tmp_path / 'weights'}").find_attributions(text) == open_engine("model").find_attributions(text)
    with pytest.raises(EngineMissing, match="attribution_cue.onnx is missing: .* or name a folder with weights"):
        open_engine(f"model:{tmp_path}")


@pytest.mark.parametrize("name, library", [("spacy", "spacy"), ("llm", "llm")])
def test_a_missing_library_says_what_to_install(name, library, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    open_engine.cache_clear()
    with pytest.raises(EngineMissing, match=rf"pip install 'datasette-claims\[{name}\]'"):
        open_engine(name)


# spaCy ------------------------------------------------------------------------------------------
# No model can be fetched by a test, so the sentences come parsed: words, lemmas, parts of speech, heads and labels.

SENTENCES = {
    "indirect": (
        "Anna_Holt said that the port was open .",
        "PROPN VERB SCONJ DET NOUN AUX ADJ PUNCT", "1 1 5 4 5 1 5 1", "nsubj ROOT mark det nsubj ccomp acomp punct",
        [(["that the port was open"], "indirect", "Anna_Holt", "said", [], None)],
    ),
    "direct, going on": (
        "“ The port is open , ” Anna_Holt said . “ Nobody was hurt on Monday . ”",
        "PUNCT DET NOUN AUX ADJ PUNCT PUNCT PROPN VERB PUNCT PUNCT PRON AUX VERB ADP PROPN PUNCT PUNCT", "8 2 3 8 3 8 8 8 8 8 13 13 13 13 13 14 13 13",
        "punct det nsubj ccomp acomp punct punct nsubj ROOT punct punct nsubjpass auxpass ROOT prep pobj punct punct",
        [(["“ The port is open , ”", "“ Nobody was hurt on Monday . ”"], "direct", "Anna_Holt", "said", [], None)],
    ),
    "a verb inside a quotation": (
        "“ I said no to everybody , ” said Holt .",
        "PUNCT PRON VERB INTJ ADP PRON PUNCT PUNCT VERB PROPN PUNCT", "8 2 8 2 2 4 8 8 8 8 8", "punct nsubj ccomp intj prep pobj punct punct ROOT nsubj punct",
        [(["“ I said no to everybody , ”"], "direct", "Holt", "said", [], None)],
    ),
    "mixed": (
        "Holt said the port is “ open ” .",
        "PROPN VERB DET NOUN AUX PUNCT ADJ PUNCT PUNCT", "1 1 3 4 1 4 4 4 1", "nsubj ROOT det nsubj ccomp punct acomp punct punct",
        [(["the port is “ open ”"], "mixed", "Holt", "said", [], None)],
    ),
    "an aside": (
        "The port , she said , is open .",
        "DET NOUN PUNCT PRON VERB PUNCT AUX ADJ PUNCT", "1 6 4 4 6 4 6 6 6", "det nsubj punct nsubj parataxis punct ROOT acomp punct",
        [(["The port", "is open"], "indirect", "she", "said", [], None)],
    ),
    "nested": (
        "The Herald reported that Holt had denied the claims .",
        "DET PROPN VERB SCONJ PROPN AUX VERB DET NOUN PUNCT", "1 2 2 6 6 6 2 8 6 2", "det nsubj ROOT mark nsubj aux ccomp det dobj punct",
        [
            (["that Holt had denied the claims"], "indirect", "The Herald", "reported", [], None),
            (["the claims"], "indirect", "Holt", "had denied", [], 0),
        ],
    ),
    "an object and what it is called": (
        "Holt called him a liar .",
        "PROPN VERB PRON DET NOUN PUNCT", "1 1 1 4 1 1", "nsubj ROOT dobj det oprd punct",
        [(["him a liar"], "indirect", "Holt", "called", [], None)],
    ),
    "called on": (
        "The mayor called on ministers to resign .",
        "DET NOUN VERB ADP NOUN PART VERB PUNCT", "1 2 2 2 3 6 2 2", "det nsubj ROOT prep pobj aux xcomp punct",
        [(["ministers to resign"], "indirect", "The mayor", "called on", [], None)],
    ),
    "who is asked": (
        "Holt asked the court to stop the sale .",
        "PROPN VERB DET NOUN PART VERB DET NOUN PUNCT", "1 1 3 1 5 1 7 5 1", "nsubj ROOT det dobj aux xcomp det dobj punct",
        [(["the court to stop the sale"], "indirect", "Holt", "asked", [], None)],
    ),
    "a participle": (
        "Holt left , saying that it rained .",
        "PROPN VERB PUNCT VERB SCONJ PRON VERB PUNCT", "1 1 1 1 6 6 3 1", "nsubj ROOT punct advcl mark nsubj ccomp punct",
        [(["that it rained"], "indirect", "Holt", "saying", [], None)],
    ),
    "a noun with a participle": (
        "The letter saying that it rained is lost .",
        "DET NOUN VERB SCONJ PRON VERB AUX VERB PUNCT", "1 7 1 5 5 2 7 7 7", "det nsubjpass acl mark nsubj ccomp auxpass ROOT punct",
        [(["that it rained"], "indirect", "The letter", "saying", [], None)],
    ),
    "no subject": ("Reportedly said that it rained .", "ADV VERB SCONJ PRON VERB PUNCT", "1 1 4 4 1 1", "advmod ROOT mark nsubj ccomp punct", []),
    "negated": (
        "The ministry has not confirmed the reports .",
        "DET NOUN AUX PART VERB DET NOUN PUNCT", "1 4 4 4 4 6 4 4", "det nsubj aux neg ROOT det dobj punct",
        [(["the reports"], "indirect", "The ministry", "has not confirmed", [], None)],
    ),
    "according to": (
        "According to the mayor , the port is open .",
        "VERB ADP DET NOUN PUNCT DET NOUN AUX ADJ PUNCT", "7 0 3 1 7 6 7 7 7 7", "prep prep det pobj punct det nsubj ROOT acomp punct",
        [(["the port is open"], "indirect", "the mayor", "According to", [], None)],
    ),
    "shared subject": (
        "Holt left and said that it rained .",
        "PROPN VERB CCONJ VERB SCONJ PRON VERB PUNCT", "1 1 1 1 6 6 3 1", "nsubj ROOT cc conj mark nsubj ccomp punct",
        [(["that it rained"], "indirect", "Holt", "said", [], None)],
    ),
    "no report": ("The port opened .", "DET NOUN VERB PUNCT", "1 2 2 2", "det nsubj ROOT punct", []),
}  # fmt: skip


LEMMAS = {"said": "say", "asked": "ask", "called": "call"}


def parse(words: str, tags: str, heads: str, labels: str):
    spacy = pytest.importorskip("spacy", reason="the spacy extra is not installed")
    from spacy.tokens import Doc

    return Doc(
        spacy.blank("en").vocab, words.split(), pos=tags.split(), heads=[int(head) for head in heads.split()], deps=labels.split(),
        lemmas=[LEMMAS.get(word, word.lower()) for word in words.split()], tags=["VBG" if word.endswith("ing") else "" for word in words.split()],
    )  # fmt: skip


@pytest.mark.parametrize("case", SENTENCES)
def test_a_parsed_sentence_tells_who_said_what(case):
    *parsed, expected = SENTENCES[case]
    doc = parse(*parsed)
    from datasette_claims.quotes.parsing import read_doc

    assert told(read_doc(doc, "parsed"), doc.text) == expected


def test_marks_are_made_plain_and_nothing_moves():
    text = "''It’s open,'' Holt said. „Nein“, «oui», ‘no’."
    assert simplify(text) == """ "It's open,"  Holt said. "Nein", "oui", 'no'."""
    assert len(simplify(text)) == len(text)


def test_a_text_the_pipeline_does_not_take_costs_one_sentence():
    from types import SimpleNamespace

    from datasette_claims.quotes import TextTooLong
    from datasette_claims.quotes.parsing import Parser

    with pytest.raises(TextTooLong, match="The text has 21 characters; the spaCy model “small” reads 20 at most."):
        Parser(SimpleNamespace(max_length=20), "small").find_attributions("a" * 21)


def test_a_pipeline_without_parser_is_refused(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the spacy extra is not installed")
    spacy.blank("en").to_disk(tmp_path / "blank")
    open_engine.cache_clear()
    with pytest.raises(EngineMissing, match="has no parser; choose one that has"):
        open_engine(f"spacy:{tmp_path / 'blank'}")
    with pytest.raises(EngineMissing, match="“no_such_model” is not installed: python -m spacy download no_such_model"):
        open_engine("spacy:no_such_model")
