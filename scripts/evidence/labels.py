"""What each statement does with which claims: the log's label by default, labels.csv where reading tells more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from datasette_claims.records import Stance

from .actors import Cast
from .reading import Statement, read_mapping

# Only labels that need no reading; doubts, reports and calls-for are decided line by line in labels.csv.
DEFAULTS = {"asserts": "asserts", "confirms": "confirms", "denies": "denies", "declines-to-comment": "declines_to_comment"}
CERTAIN = {"asserts", "confirms", "denies"}
REASONS = {
    "asserts": "Said in the speaker's own voice, with no other source named",
    "confirms": "The speaker confirms what was already claimed",
    "denies": "The speaker calls it untrue or says that it did not happen",
    "declines_to_comment": "The speaker neither confirms nor denies",
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One stance read in one line; several rows for a line are several stances."""

    statement: str
    claim: str | None
    label: str
    certainty: str
    part: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SlugRow:
    log_slug: str
    claim: str


class Labels:
    """Finds the stances of a statement."""

    def __init__(self, cast: Cast, second: Collection[tuple[str, str]] = ()) -> None:
        self.cast = cast
        self.second = second  # quote and claim of every row that a second coder looked at
        self.claims = {row.log_slug: row.claim for row in read_mapping("claim_slugs", SlugRow)}
        self.rows: dict[str, list[LabelRow]] = {}
        for row in read_mapping("labels", LabelRow):
            self.rows.setdefault(row.statement, []).append(row)

    def list_stances(self, statement: Statement, quote: str, speaker: str, run: str) -> Iterator[Stance]:
        rows = self.rows.get(statement.statement_id) or [self.make_default(statement)]
        for number, row in enumerate(rows, 1):
            claim = row.claim or self.claims[statement.claim_topic]
            yield Stance(
                id=f"{quote}-s{number}", quote=quote, claim=claim, actor=self.cast.find_actor(speaker), label=row.label,
                certainty=row.certainty, part=row.part, method="log",
                review="reviewed" if (quote, claim) in self.second else "coded_once", detail=row.reason, run=run)

    def make_default(self, statement: Statement) -> LabelRow:
        """The log's own label, kept after reading."""
        label = DEFAULTS[statement.stance]
        certainty = "certain" if label in CERTAIN else "underspecified"
        words = f": “{statement.key_phrase}”" if statement.key_phrase else ""
        return LabelRow(statement.statement_id, None, label, certainty, None, f"{REASONS[label]}{words}.")
