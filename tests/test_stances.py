"""What a speaker does with a claim; every person and event here is invented."""

from __future__ import annotations

import pytest

from datasette_claims.records import Actor, Certainty, Claim, Label, Quote, Stance
from datasette_claims.stances import judge_stance, read_cues

SENT = Claim(id="sent", text="Velania is sending troops to Norland.", topic="t")


def judge(cue: str, words: str, claim: Claim = SENT, mode: str = "indirect", speaker: str = "the ministry", **more) -> Stance:
    return judge_stance(Quote(id="q1", article="a", mode=mode, cue=cue, words=words, speaker_words=speaker), claim, **more)


# cue, words, label, certainty; the claim is “Velania is sending troops to Norland.”
BY_CUE = [
    ("said", "Velania will be sending troops to Norland until May", "asserts", "certain"),
    ("said", "he believed that Velania is sending troops to Norland", "asserts", "probable"),
    ("said", "she did not believe that Velania is sending troops to Norland", "denies", "probable"),
    ("said", "there was reason to believe that Velania is sending troops to Norland", "asserts", "probable"),
    ("said", "Velania is sending troops to Norland", "asserts", "certain"),
    ("insisted", "that Velania is sending troops to Norland", "asserts", "certain"),
    ("according to", "Velania is sending troops to Norland", "asserts", "certain"),
    ("suggested", "that Velania is sending troops to Norland", "asserts", "probable"),
    ("believes", "that Velania is sending troops to Norland", "asserts", "probable"),
    ("predicted", "that Velania would send troops to Norland", "asserts", "probable"),
    ("confirmed", "that Velania is sending troops to Norland", "confirms", "certain"),
    ("admitted", "that Velania is sending troops to Norland", "confirms", "certain"),
    ("has acknowledged", "that Velania may be sending troops to Norland", "confirms", "possible"),
    ("agreed", "that Velania is sending troops to Norland", "endorses", "certain"),
    ("echoed", "the report that Velania is sending troops to Norland", "endorses", "certain"),
    ("denied", "that Velania is sending troops to Norland", "denies", "certain"),
    ("has denied", "reports that Velania is sending troops to Norland", "denies", "certain"),
    ("has reportedly denied", "that Velania is sending troops to Norland", "denies", "certain"),
    ("reportedly said", "that Velania is sending troops to Norland", "asserts", "certain"),
    ("reportedly", "Velania is sending troops to Norland", "relays", "underspecified"),
    ("dismissed", "reports that Velania is sending troops to Norland", "denies", "certain"),
    ("ruled out", "sending troops to Norland", "denies", "certain"),
    ("rejected", "claims that Velania is sending troops to Norland", "denies", "certain"),
    ("does not believe", "that Velania is sending troops to Norland", "denies", "probable"),
    ("would neither confirm nor rule out", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("would not confirm or deny", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("questioned", "whether Velania is sending troops to Norland", "questions", "underspecified"),
    ("cast doubt on", "reports that Velania is sending troops to Norland", "questions", "underspecified"),
    ("asked whether", "Velania is sending troops to Norland", "questions", "underspecified"),
    ("is not sure", "that Velania is sending troops to Norland", "questions", "underspecified"),
    ("could not confirm", "that Velania is sending troops to Norland", "cannot_confirm", "underspecified"),
    ("has no evidence", "that Velania is sending troops to Norland", "cannot_confirm", "probable"),
    ("was not aware", "that Velania is sending troops to Norland", "cannot_confirm", "underspecified"),
    ("it is unclear whether", "Velania is sending troops to Norland", "cannot_confirm", "underspecified"),
    ("declined to comment on", "reports that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("refused to say", "whether Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("did not respond to", "a question on troops to Norland", "declines_to_comment", "underspecified"),
    ("neither confirmed nor denied", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("refuses", "to answer questions about troops to Norland", "declines_to_comment", "underspecified"),
    ("called for", "troops to be sent to Norland", "calls_for", "certain"),
    ("urged", "Velania to send troops to Norland", "calls_for", "certain"),
    ("has been advised", "that Velania is sending troops to Norland", "asserts", "certain"),
    ("asks", "that Velania send troops to Norland", "calls_for", "certain"),
    ("has told", "them to send troops to Norland", "calls_for", "certain"),
    ("told", "reporters Velania is sending troops to Norland", "asserts", "certain"),
    ("apologised for", "saying that Velania is sending troops to Norland", "retracts", "certain"),
    ("walked back", "his statement that Velania is sending troops to Norland", "retracts", "certain"),
    ("clarified that", "Velania is sending only doctors to Norland", "qualifies", "certain"),
    ("has reportedly", "sent troops to Norland", "relays", "underspecified"),
    ("was told", "that Velania is sending troops to Norland", "relays", "underspecified"),
    ("stopped short of denying", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("stopped short of confirming", "that Velania is sending troops to Norland", "cannot_confirm", "underspecified"),
    ("fell short of saying", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("refused to deny", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("has yet to deny", "that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("failed to confirm", "that Velania is sending troops to Norland", "cannot_confirm", "underspecified"),
    ("would deny", "that Velania is sending troops to Norland", "mentions", "underspecified"),
    ("is expected to confirm", "that Velania is sending troops to Norland", "mentions", "underspecified"),
    ("has never claimed", "that Velania is sending troops to Norland", "mentions", "underspecified"),
    ("can be heard saying", "Velania is sending troops to Norland", "asserts", "certain"),
    ("described", "reports that Velania is sending troops to Norland as a provocation", "denies", "certain"),
    ("dismissed", "reports that Velania is sending troops to Norland as the work of its rivals", "denies", "certain"),
    ("denounced as", "“fabrications” reports that Velania is sending troops to Norland", "denies", "certain"),
]

# The words decide where the cue only says that they were said.
BY_WORDS = [
    ("it was not aware of any troops sent to Norland", "cannot_confirm", "underspecified"),
    ("it was unaware of troops sent to Norland", "cannot_confirm", "underspecified"),
    ("it had no information about troops in Norland", "cannot_confirm", "probable"),
    ("they had nothing to confirm that Velania is sending troops", "cannot_confirm", "probable"),
    ("he had not heard of troops in Norland", "cannot_confirm", "probable"),
    ("it was too early to say whether Velania is sending troops", "cannot_confirm", "underspecified"),
    ("We can’t corroborate reports that Velania is sending troops", "cannot_confirm", "underspecified"),
    ("it could neither confirm nor deny that Velania is sending troops to Norland", "declines_to_comment", "underspecified"),
    ("she would not comment on troops in Norland", "declines_to_comment", "underspecified"),
    ("it had nothing to add to what it said on troops", "declines_to_comment", "underspecified"),
    ("a sending of troops to Norland could not be ruled out", "asserts", "possible"),
    ("he did not rule out that Velania is sending troops to Norland", "asserts", "possible"),
    ("reports that Velania is sending troops to Norland were without foundation", "denies", "certain"),
    ("the information that Velania is sending troops to Norland does not correspond to reality", "denies", "certain"),
    ("reports that Velania is sending troops to Norland were exaggerated", "qualifies", "underspecified"),
    ("the report that Velania is sending troops to Norland is accurate", "confirms", "certain"),
    ("“There are reports that Velania is sending troops to Norland,”", "relays", "underspecified"),
    ("“I have heard that Velania is sending troops to Norland,”", "relays", "underspecified"),
    ("“It has been reported that Velania is sending troops to Norland,”", "relays", "underspecified"),
    ("“That is our own business,”", "declines_to_comment", "underspecified"),
    ("“Ask the ministry,”", "declines_to_comment", "underspecified"),
    ("“We will not comment on troops to Norland,”", "declines_to_comment", "underspecified"),
    ("“No comment,”", "declines_to_comment", "underspecified"),
    ("“We have no evidence that Velania is sending troops to Norland,”", "cannot_confirm", "probable"),
    ("“We cannot confirm that Velania is sending troops to Norland,”", "cannot_confirm", "underspecified"),
    ("“I don’t know whether Velania is sending troops to Norland,”", "cannot_confirm", "underspecified"),
    ("“I am not aware of troops sent to Norland,”", "cannot_confirm", "underspecified"),
    ("“I doubt that Velania is sending troops to Norland,”", "questions", "underspecified"),
    ("“Is Velania sending troops to Norland?”", "questions", "underspecified"),
    ("“We have seen reports that Velania is sending troops to Norland. These reports are inaccurate,”", "denies", "certain"),
    ("“We have seen reports that Velania is sending troops to Norland,”", "relays", "underspecified"),
    ("“That is not true,”", "denies", "certain"),
    ("“It’s a lie,”", "denies", "certain"),
    ("“Velania is not sending troops to Norland,”", "denies", "certain"),
    ("“There are no troops from Velania in Norland,”", "denies", "certain"),
    ("“None of the troops of Velania went to Norland,”", "denies", "certain"),
    ("“These reports are false news from beginning to end,”", "denies", "certain"),
    ("“I don't think Velania is sending troops to Norland,”", "denies", "probable"),
    ("“Velania should send troops to Norland,”", "calls_for", "certain"),
    ("“Velania didn’t even need to send troops to Norland,”", "denies", "certain"),
    ("“Let us send troops to Norland,”", "calls_for", "certain"),
    ("“I was wrong about the troops to Norland,”", "retracts", "certain"),
    ("“Yes, Velania is sending troops to Norland,”", "confirms", "certain"),
    ("“We agree that Velania is sending troops to Norland,”", "endorses", "certain"),
    ("“Velania may be sending troops to Norland,”", "asserts", "possible"),
    ("“Velania is probably sending troops to Norland,”", "asserts", "probable"),
    ("“There is no doubt that Velania is sending troops to Norland,”", "asserts", "certain"),
    ("“Velania is not only sending troops to Norland but tanks,”", "asserts", "certain"),
]

# Two negations, and negated cues.
TURNED = [
    ("denied", "that Velania is not sending troops to Norland", "asserts"),
    ("said", "that Velania is not sending troops to Norland", "denies"),
    ("confirmed", "that Velania is not sending troops to Norland", "denies"),
    ("did not deny", "that Velania is sending troops to Norland", "declines_to_comment"),
    ("would not rule out", "sending troops to Norland", "asserts"),
    ("did not say", "that Velania is sending troops to Norland", "declines_to_comment"),
    ("said", "it is clear that Velania is sending troops to Norland", "asserts"),
    ("said", "it is known why Velania is sending troops to Norland", "asserts"),
    ("said", "it is still unclear whether Velania is sending troops to Norland", "cannot_confirm"),
    ("said", "it is not clear whether Velania is sending troops to Norland", "cannot_confirm"),
    ("asked", "Velania not to send troops to Norland", "calls_for"),
    ("asked", "that Velania send troops to Norland", "calls_for"),
    ("said", "it had been told to say nothing of Velania sending troops to Norland", "asserts"),
    ("said", "claims of Velania sending troops to Norland had been looked into and found to be groundless", "denies"),
    ("described", "the general's claim that Velania is sending troops as misleading", "denies"),
    ("said", "Velania, which had not asked anyone, is sending troops to Norland", "asserts"),
    ("said", "it would be wrong to say that Velania is sending troops to Norland", "denies"),
    ("said", "it did not know whether Velania is sending troops to Norland", "cannot_confirm"),
    ("said", "Velania is no longer sending troops to Norland", "denies"),
    ("said", "she doubted that Velania is sending troops to Norland", "questions"),
    ("said", "she was not convinced that Velania is sending troops to Norland", "questions"),
    ("said", "they found it hard to believe that Velania is sending troops to Norland", "questions"),
    ("said", "it had no reason to think that Velania is sending troops to Norland", "denies"),
    ("said", "it had no reason to doubt that Velania is sending troops to Norland", "asserts"),
    ("said", "it is unlikely that Velania is sending troops to Norland", "denies"),
    ("said", "there was nothing to suggest that Velania is sending troops to Norland", "cannot_confirm"),
    ("said", "the agency could not independently verify that Velania is sending troops to Norland", "cannot_confirm"),
    ("said", "the agency was in no position to confirm that Velania is sending troops to Norland", "cannot_confirm"),
    ("could not say", "whether Velania is sending troops to Norland", "cannot_confirm"),
    ("would not say", "whether Velania is sending troops to Norland", "declines_to_comment"),
    ("refused", "to be drawn on whether Velania is sending troops to Norland", "declines_to_comment"),
    ("mocked", "reports that Velania is sending troops to Norland", "denies"),
    ("said", "we got it wrong when we said that Velania is sending troops to Norland", "retracts"),
    ("said", "it regretted the error about Velania sending troops to Norland", "retracts"),
    ("said", "it regretted the troops that Velania is sending to Norland", "asserts"),
    ("said", "Velania is sending troops to Norland and has not asked the council", "asserts"),
    ("said", "Velania is not sending troops to Norland and has never threatened to", "denies"),
    ("said", "the country on the border, Velania, is not sending troops to Norland", "denies"),
    ("said", "Velania had agreed not to send troops to Norland", "asserts"),
    ("said", "Velania is not to send troops to Norland", "denies"),
    ("vowed", "not to send troops to Norland", "denies"),
    ("said", "Velania, not Arvonia, is sending troops to Norland", "asserts"),
    ("said", "Velania cannot and will not send troops to Norland", "denies"),
    ("warned", "that Velania might not send troops to Norland", "asserts"),
    ("said", "there was “not a shred of doubt” that Velania is sending troops to Norland", "asserts"),
    ("dismissed as", "“garbage” a report that Velania is sending troops to Norland", "denies"),
    ("according to", "A report in the Lund Post that Velania is sending troops to Norland was “pure speculation”", "denies"),
    ("stressed", "that they couldn't tell whether Velania is sending troops to Norland", "cannot_confirm"),
    ("said", "we are therefore not in a position to say whether Velania is sending troops to Norland", "cannot_confirm"),
    ("withdrew his assertion", "that Velania is sending troops to Norland", "retracts"),
    ("directed", "Velania to stop sending troops to Norland", "calls_for"),
    ("wrote", "we ask Velania to stop sending troops to Norland", "calls_for"),
    ("said", "I have read the letter on Velania sending troops to Norland", "asserts"),
    ("said", "we hear Velania is sending troops to Norland", "relays"),
    ("answered", "I have said what I have to say about Velania sending troops to Norland", "asserts"),
    ("said", "you'd have to ask the ministry whether Velania is sending troops to Norland", "declines_to_comment"),
    ("didn’t say", "whether Velania is sending troops to Norland", "declines_to_comment"),
    ("doesn’t deny", "that Velania is sending troops to Norland", "declines_to_comment"),
    ("hasn't confirmed", "that Velania is sending troops to Norland", "cannot_confirm"),
    ("has not confirmed", "that Velania is sending troops to Norland", "cannot_confirm"),
    ("refused to admit", "that Velania is sending troops to Norland", "denies"),
    ("never claimed", "that Velania is sending troops to Norland", "denies"),
]


@pytest.mark.parametrize(("cue", "words", "label", "certainty"), BY_CUE, ids=[f"{case[0]} {case[1][:20]}" for case in BY_CUE])
def test_cue_decides(cue, words, label, certainty):
    stance = judge(cue, words)
    assert (stance.label, stance.certainty) == (label, certainty)


@pytest.mark.parametrize(("words", "label", "certainty"), BY_WORDS, ids=[case[0] for case in BY_WORDS])
def test_words_decide(words, label, certainty):
    stance = judge("said", words, mode="direct")
    assert (stance.label, stance.certainty) == (label, certainty)


@pytest.mark.parametrize(("cue", "words", "label"), TURNED, ids=[f"{case[0]}: {case[1]}" for case in TURNED])
def test_negation_turns_the_label(cue, words, label):
    assert judge(cue, words).label == label


OWN_VOICE = [
    ("Velania is sending troops to Norland.", "asserts"),
    ("None of these countries has sent troops to Norland.", "denies"),
    ("There is no evidence that Velania is sending troops to Norland.", "cannot_confirm"),
    ("Velania is said to be sending troops to Norland, according to the Courier.", "relays"),
    ("The story that Velania is sending troops to Norland is a hoax.", "denies"),
]


@pytest.mark.parametrize(("words", "label"), OWN_VOICE, ids=[case[0] for case in OWN_VOICE])
def test_article_in_its_own_voice(words, label):
    assert judge("", words, mode="own_voice", speaker="").label == label


DISMISSED = [
    ("dismissing as", "“false” the reports that Velania is sending troops", "denies"),
    ("dismissed", "the general as “a disgruntled clerk”", "asserts"),
    ("described", "the report as propaganda", "denies"),
    ("describing", "the troops as “resilient”", "asserts"),
    ("dismissed as", "“pure invention” the report that Velania is sending troops", "denies"),
]


@pytest.mark.parametrize(("cue", "words", "label"), DISMISSED, ids=[f"{case[0]} {case[1]}" for case in DISMISSED])
def test_calling_something_so(cue, words, label):
    assert judge(cue, words).label == label


def test_that_reports_are_false_is_no_denial_of_itself():
    claim = Claim(id="c", text="Media reports were in parts wrong.", topic="t")
    assert judge("said", "that media reports were in parts wrong", claim).label == "asserts"


def test_stance_is_the_bodys_when_a_spokesperson_speaks():
    person = Actor(id="ivo-marek", name="Ivo Marek", kind="person")
    body = Actor(id="ministry", name="Foreign Ministry", kind="public_body")
    assert judge("denied", "that Velania is sending troops", actor=person, on_behalf_of=body) == Stance(
        id="q1-s1", quote="q1", claim="sent", actor="ministry", label="denies", certainty="certain", method="rules", review="proposed",
        score=0.92, detail="“denied”: denies it. Ivo Marek speaks for Foreign Ministry.",
    )  # fmt: skip


def test_stance_without_anybody():
    stance = judge("said", "that Velania is not sending troops to Norland", number=3)
    assert (stance.id, stance.actor, stance.score, stance.detail) == (
        "q1-s3", None, 0.75, "“said”: says it. The words negate the claim (“not”).",
    )  # fmt: skip


def test_what_is_hoped_is_not_said_to_be_so():
    assert judge("told", "she hoped Velania is not sending troops to Norland").label == "mentions"
    assert judge("said", "the mayor fears Velania is sending troops to Norland").label == "mentions"
    hope = Claim(id="hope", text="The mayor hopes that the talks resume.", topic="t")
    assert judge("said", "the mayor hopes that the talks resume", hope).label == "asserts"


def test_a_short_claim_is_judged_by_the_sentence_it_is_worded_like():
    large = Claim(id="large", text="It’s a large amount.", topic="t")
    assert judge("said", "To give you a sense of what they hold, that’s about it … It’s not a large amount.", large, "direct").label == "denies"


def test_a_claim_worded_with_somebody_is_judged_by_the_sentence_with_nobody():
    told = Claim(id="told", text="The company had told somebody.", topic="t")
    assert judge("said:", "In May, from a surveyor. The company had told nobody.", told).label == "denies"


def test_the_sentence_about_the_claim_decides():
    words = "“The harvest was good. Velania is not sending troops to Norland. The weather is fine.”"
    assert judge("said", words, mode="direct").label == "denies"


@pytest.mark.parametrize("cue", ["disagreed:", "countered", "objected", "hit back:"])
def test_who_opposes_others_in_words_of_his_own_says_them(cue):
    assert judge(cue, "“Velania is sending troops to Norland,”", mode="direct").label == "asserts"
    assert judge(cue, "“Velania is not sending troops to Norland,”", mode="direct").label == "denies"


def test_who_tells_somebody_not_to_do_it_calls_for_just_that():
    claim = Claim(id="back", text="They should not go back before noon.", topic="t")
    assert judge("have told", "them not to go back before noon", claim).label == "calls_for"


def test_a_plea_denies_or_confirms():
    claim = Claim(id="guilt", text="Ivo Marek is guilty of fraud.", topic="t")
    cases = [("has pleaded", "not guilty to fraud"), ("has pleaded not", "guilty to fraud"), ("pleaded guilty to", "fraud"), ("pleaded", "guilty to fraud")]
    assert [judge(cue, words, claim).label for cue, words in cases] == ["denies", "denies", "confirms", "confirms"]


def test_who_has_read_it_passes_nothing_on():
    claim = Claim(id="read", text="Ivo Marek has read it, you have read it.", topic="t")
    assert judge("said", "I've read it, you've read it", claim, "direct").label == "asserts"
    assert judge("said", "I've read Velania is sending troops to Norland", mode="direct").label == "relays"


def test_part_is_kept_for_qualifies():
    assert judge("clarified that", "only doctors were sent").part == "only doctors were sent"


@pytest.mark.parametrize("words", ["", "“”", "…", "not", "?" * 500, "no " * 3000])
def test_odd_passages_get_a_stance(words):
    assert judge("said", words).label in {label.value for label in Label}


def test_every_cue_class_names_a_label_and_a_certainty():
    assert {rule.label for rule in read_cues()} == set(Label)
    assert {rule.certainty for rule in read_cues()} == set(Certainty)


NOT_YET = [
    pytest.param("said", "“Everybody thought the bridge was safe, right? It was not.”", "denies",
                 marks=pytest.mark.xfail(reason="two sentences that answer each other are not read together")),
    pytest.param("said", "“My foot Velania is sending troops to Norland,”", "denies", marks=pytest.mark.xfail(reason="irony")),
    pytest.param("confirmed part of", "the report that Velania is sending troops to Norland", "qualifies",
                 marks=pytest.mark.xfail(reason="“part of” is not a qualification yet")),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "words", "label"), NOT_YET)
def test_not_yet_judged(cue, words, label):
    assert judge(cue, words).label == label


def test_neither_of_two_who_did_not_answer_says_it_is_so():
    quote = Quote(id="q", article="a", mode="indirect", speaker_words="Neither Marek nor Holt", cue="responded to", words="requests for comment on troops to Norland")
    assert judge_stance(quote, SENT).label == "declines_to_comment"


@pytest.mark.parametrize("speaker", ["reports", "Unconfirmed reports", "rumour", "persistent rumours", "speculation", "accusations"])
def test_nobody_vouches_for_what_reports_say(speaker):
    for stance in (judge("surfaced", "that Velania is sending troops to Norland", speaker=speaker), judge(f"{speaker} surfaced", "that Velania is sending troops to Norland", speaker="")):
        assert (stance.label, stance.certainty) == ("asserts", "underspecified")


@pytest.mark.parametrize("cue", ["is reported", "has been widely reported", "’s claimed", "is alleged", "is now understood"])
def test_what_is_reported_is_passed_on(cue):
    stance = judge(cue, "that Velania is sending troops to Norland", speaker="")
    assert (stance.label, stance.certainty) == ("relays", "underspecified")
    assert judge("reported", "that Velania is sending troops to Norland", speaker="").certainty == "certain"
