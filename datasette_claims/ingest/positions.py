"""The quotes of one article -> positions: the claims each is about, known or proposed, and what its speaker does with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..actors import Resolution, find_subject, find_voice
from ..catalogue import Catalogue
from ..claims import BAR, match_claims, name_antecedent, propose_claim
from ..polarity import list_statements
from ..records import Article, Certainty, Claim, Label, Mode, Quote, Stance
from ..stances import judge_stance
from .answers import Answer, find_answer
from .back import GIVES_NONE, OF_SELF, OWN_TOPIC, TAKEN, TURNED, Spoken
from .chains import passes_on
from .selves import name_self

Position = tuple[Claim, Stance]

SOON = 12  # words before what is nested
MAX_STATEMENTS = 6  # of one passage that are matched one by one
REPORTED_SCORE = 0.7  # that “these reports” are the last ones spoken of
REPORTS = re.compile(r"(?i)\b(?:reports?|rumou?rs?|allegations?)\b")
SAME_REPORTS = re.compile(r"(?i)\b(?:these|those|such|the|this|that|all) (?:same )?(?:reports?|rumou?rs|allegations|accusations|information|stor(?:y|ies))\b")
HOLDS_TRUE = re.compile(r"(?i)\b(?:true|accurate|correct|right|genuine|authentic|credible|reliable|confirmed|well-founded|well founded)\b")
ANYBODY = re.compile(r"(?i)(?:whoever|anyone|anybody|everyone|everybody|no one|nobody|those who)\b")  # “whoever says otherwise is lying” passes nothing on
THE_SAME = re.compile(r"(?i)(?:that |just |much )?the same\b")


@dataclass(frozen=True, slots=True)
class Scene:
    """What all quotes of one article are read with."""

    article: Article
    speakers: dict[str, Resolution]  # by quote
    catalogue: Catalogue
    run: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with what is nested in it and the question it answers."""

    quote: Quote
    inner: Quote | None
    answer: Answer | None
    scene: Scene

    @property
    def about(self) -> Quote:
        """Whose words name the claims: “X reported that Y denied Z” is about Z, and X passes it on."""
        return replace(self.quote, words=f"whether {self.answer.question}") if self.answer else self.inner or self.quote

    def decide(self, words: str | None, claim: Claim, number: int) -> Stance:
        """What the speaker does with a claim, going by some of the words."""
        speaker = self.scene.speakers[self.quote.id]
        # What is nested is judged in its place: “reports that ships had left were false”.
        stance = judge_stance(self.quote if self.inner else replace(self.quote, words=words), claim, speaker.actor, speaker.on_behalf_of, number)
        if self.inner and (stance.label == Label.ASSERTS.value or passes_on(self.quote, self.inner)):
            stance = replace(stance, label=Label.RELAYS.value, detail=f"Passes on what “{self.inner.speaker_words or 'somebody'}” is reported to have said.")
        if self.answer:
            stance = replace(stance, label=self.answer.label.value, certainty=self.answer.certainty.value, detail=self.answer.why)
        sure = (1.0 if self.quote.score is None else self.quote.score) * speaker.score * (stance.score or 1.0)
        return replace(stance, score=sure, detail=join(stance.detail, speaker.detail), run=self.scene.run)


def take_all_positions(quotes: tuple[Quote, ...], scene: Scene) -> list[Position]:
    """The positions of all quotes in the order of the article, because “these reports” are those of before."""
    decided: list[Position] = []
    reported: list[Claim] = []
    spoken = Spoken()
    nested: defaultdict[str | None, list[Quote]] = defaultdict(list)
    for quote in quotes:
        nested[quote.parent].append(quote)
    for place, quote in enumerate(quotes):
        speaker = scene.speakers[quote.id].actor
        passage = make_passage(quote, nested[quote.id], scene)
        before = [] if passage.answer else spoken.find(quote, speaker and speaker.id)
        taken = take_back(quote, before, scene) or take_own(quote, spoken, scene) or take_positions(passage, quotes[:place], reported) or take_silence(quote, spoken, scene)
        decided += repeat_labels(quote, taken, decided)
        spoken.keep(quote, speaker and speaker.id, [(claim, stance.label) for claim, stance in taken])
        if REPORTS.search(" ".join(filter(None, (quote.speaker_words, quote.cue, quote.words)))) and taken:
            reported = [claim for claim, _ in taken]
    return decided


def repeat_labels(quote: Quote, taken: list[Position], before: list[Position]) -> list[Position]:
    """Who says “the same” does with a claim what he did with it before: a report passed on once is passed on again."""
    if not THE_SAME.match(quote.words or ""):
        return taken
    labels = {(stance.actor, claim.id): stance.label for claim, stance in before}
    return [(claim, replace(stance, label=labels.get((stance.actor, claim.id), stance.label))) for claim, stance in taken]


def make_passage(quote: Quote, nested: list[Quote], scene: Scene) -> Passage:
    """A quote with what is nested in it, where it is about that, and the question it answers."""
    inner = nested[0] if nested and is_main(nested[0], quote, scene) and not is_about_itself(quote, nested[0], scene.catalogue) else None
    return Passage(quote, inner, find_answer(quote, scene.article.text), scene)


def take_positions(passage: Passage, before: Sequence[Quote], reported: list[Claim]) -> list[Position]:
    """The claims a quote is about, known or proposed, and what its speaker does with each.

    Only a passage that matches nothing becomes a proposal, as a whole.
    """
    return match_known(passage, reported) or propose_new(passage, before)


def take_back(quote: Quote, before: list[tuple[Claim, str]], scene: Scene) -> list[Position]:
    """The positions of who denies or confirms “this” on what was said before; “this” may be a denial itself."""
    passage = Passage(quote, None, None, scene)
    why = f"“{(quote.words or '')[:40]}” is taken for what was said before."
    decided = []
    for number, (claim, label) in enumerate(before, 1):
        stance = passage.decide(quote.words, replace(claim, text=""), number)  # “this” negates nothing
        if stance.label in TAKEN:
            turned = TURNED.get(stance.label, stance.label) if label == Label.DENIES.value else stance.label
            decided.append((claim, weigh(replace(stance, label=turned), REPORTED_SCORE, why)))
    return decided


def take_own(quote: Quote, spoken: Spoken, scene: Scene) -> list[Position]:
    """The position of who takes back what he said before."""
    speaker = scene.speakers[quote.id].actor
    claim = spoken.find_own(quote, speaker and speaker.id)
    if claim is None:
        return []
    why = f"“{(quote.words or '')[:40]}” takes back what was said before."
    stance = replace(Passage(quote, None, None, scene).decide(quote.words, replace(claim, text=""), 1), label=Label.RETRACTS.value)
    return [(claim, weigh(replace(stance, certainty=Certainty.CERTAIN.value), REPORTED_SCORE, why))]


def take_silence(quote: Quote, spoken: Spoken, scene: Scene) -> list[Position]:
    """The position of who “declined to comment” and names nothing: on what others said before."""
    speaker = scene.speakers[quote.id].actor
    words = quote.words or ""
    if not quote.speaker_words or quote.mode == Mode.OWN_VOICE.value or OF_SELF.search(words) or OWN_TOPIC.match(words) or not GIVES_NONE.search(quote.cue or ""):
        return []
    claim, sure = spoken.find_asked(quote, speaker and speaker.id)
    if claim is None:
        return []
    stance = Passage(quote, None, None, scene).decide(quote.words, replace(claim, text=""), 1)
    if stance.label != Label.DECLINES_TO_COMMENT.value:
        return []
    return [(claim, weigh(stance, sure, "What was asked is not told; it is taken for what was said before."))]


def is_main(inner: Quote, quote: Quote, scene: Scene) -> bool:
    """Whether what is nested is what a quote is about: it begins soon or is half of it, and is not the speaker's own deed (“said he would announce it”)."""
    words, part = quote.words or "", inner.words or ""
    if ANYBODY.match(inner.speaker_words or ""):
        return False
    if len(words[: max(0, words.find(part[:40]))].split()) > SOON and 2 * len(part) < len(words):
        return False
    own, other = scene.speakers[quote.id].actor, scene.speakers[inner.id].actor
    return own is None or other is None or own.id != other.id


def is_about_itself(quote: Quote, inner: Quote, catalogue: Catalogue) -> bool:
    """Whether a known claim is nearer to all a quote says than to what is nested in it: “that Y has told Z so”."""
    whole, part = (next(iter(match_claims(one, catalogue, limit=1)), None) for one in (quote, inner))
    return bool(whole and whole.score >= BAR and (part is None or whole.claim.id != part.claim.id and whole.score >= part.score))


def match_known(passage: Passage, reported: list[Claim]) -> list[Position]:
    """The positions on claims of the catalogue.

    A passage of several statements can deny one claim and assert another, so that each is matched by itself; the
    whole is matched only when none of them is. “These reports” are about the claims reported before.
    """
    about = passage.about
    found: dict[str, Position] = {}
    for statement in list_parts(about.words or ""):
        if statement == about.words and found:
            continue
        part = replace(about, words=statement)
        known = find_claims(part, passage.scene.catalogue)
        for claim, sure, why in known or find_reported(part, reported):
            stance = passage.decide(statement, claim, len(found) + 1)
            if not known and stance.label == Label.ASSERTS.value and not HOLDS_TRUE.search(statement):
                stance = replace(stance, label=Label.MENTIONS.value)  # who “received the reports” says nothing about them
            found.setdefault(claim.id, (claim, weigh(stance, sure, why)))
    return list(found.values())


def list_parts(words: str) -> list[str]:
    """The statements of a passage without brackets that explain names, and at last the passage itself."""
    statements = list_statements(re.sub(r" \([^()]*\)", "", words))[:MAX_STATEMENTS]
    return list(dict.fromkeys([*statements, words]))


def find_claims(part: Quote, catalogue: Catalogue) -> list[tuple[Claim, float, str]]:
    """The known claim one statement is about, how sure that is, and why."""
    best = next(iter(match_claims(part, catalogue, limit=1)), None)
    return [(best.claim, best.score, best.detail)] if best and best.score >= BAR else []


def find_reported(part: Quote, reported: list[Claim]) -> list[tuple[Claim, float, str]]:
    """The claims reported before, where a statement is about “these reports”."""
    back = SAME_REPORTS.search(part.words or "")
    return [(claim, REPORTED_SCORE, f"“{back.group()}” are those spoken of before.") for claim in reported] if back else []


def propose_new(passage: Passage, before: Sequence[Quote]) -> list[Position]:
    """The position on a claim that the passage proposes; an article's own words propose none."""
    quote, scene = passage.quote, passage.scene
    for one in dict.fromkeys((passage.about, quote)) if quote.mode != Mode.OWN_VOICE.value else ():
        subject = find_subject(one, scene.article, scene.speakers[one.id].actor, before, scene.catalogue) or name_self(one)
        voice = find_voice(one, (*before, quote))
        named = name_antecedent(one, scene.article.text)
        proposed = propose_claim(replace(named, speaker_words=voice.speaker_words), find_name(scene.speakers[voice.id]), subject)
        if not proposed:
            continue
        for claim, sure, shared in find_claims(replace(one, words=proposed.text), scene.catalogue):
            # “The dispatch of volunteers” shares less with a known claim than “Volunteers were sent”.
            return [(claim, weigh(passage.decide(quote.words, claim, 1), sure, f"Worded as “{proposed.text}” it is a known claim. {shared}"))]
        claim = replace(proposed, source=scene.article.url)
        why = f"The pronoun it begins with is taken for {subject}. " if subject and proposed.text.startswith(subject) else ""
        return [(claim, weigh(passage.decide(quote.words, claim, 1), 1.0, f"{why}No known claim is close enough, so this one is proposed."))]
    return []


def find_name(resolution: Resolution) -> str:
    """The name of who speaks; empty where the article gives none."""
    return resolution.actor.name if resolution.actor and resolution.actor.kind != "unnamed" else ""


def weigh(stance: Stance, sure: float, why: str) -> Stance:
    """The stance with how sure the match of the claim is, and why; every step must be right for the row to be."""
    return replace(stance, score=round((stance.score or 0.0) * sure, 3), detail=join(stance.detail, why))


def join(*notes: str | None) -> str | None:
    """The sentences that are there, one behind the other."""
    return " ".join(note for note in notes if note) or None
