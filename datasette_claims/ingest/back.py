"""“The police deny this”: a position on what was said right before, by somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..polarity import RIGHT_WORDS, WRONG_WORDS
from ..records import Claim, Label, Quote

NEAR = 400  # characters between what was said and who denies “this”
BACK = re.compile(
    r"(?i)[\"“]?(?:that |which )?(?:this|that|it)(?:,? (?:as )?(?:(?:is|are|was|were) )?(?:\w+ly )?(?:an? )?[\"“]?"
    rf"(?:{WRONG_WORDS}|{RIGHT_WORDS}|(?:not )?(?:the case|so)))?[.,\"”]*"
)
# What can be done with a claim in these few words; who “said this” has said nothing about it.
TAKEN = frozenset((Label.DENIES.value, Label.CONFIRMS.value, Label.QUESTIONS.value, Label.DECLINES_TO_COMMENT.value, Label.CANNOT_CONFIRM.value))


@dataclass
class Spoken:
    """The claims of the last quote that had any, and who spoke there; it goes on with every quote."""

    quote: Quote | None = None
    actor: str | None = None
    claims: list[Claim] = field(default_factory=list)

    def keep(self, quote: Quote, actor: str | None, claims: list[Claim]) -> None:
        if claims and not BACK.fullmatch(quote.words or ""):
            self.quote, self.actor, self.claims = quote, actor, claims

    def find(self, quote: Quote, actor: str | None) -> list[Claim]:
        """The claims that “this” stands for; none where nobody else spoke right before."""
        if self.quote is None or self.quote.end_char is None or quote.start_char is None or not BACK.fullmatch(quote.words or ""):
            return []
        is_near = 0 <= quote.start_char - self.quote.end_char <= NEAR
        return list(self.claims) if is_near and actor != self.actor else []
