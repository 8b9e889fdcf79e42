"""Quote -> claims of the catalogue it may be about, with the reason; or a proposal for a new claim."""

from __future__ import annotations

from .antecedents import name_antecedent
from .match import BAR, Candidate, match_claims
from .propose import is_no_answer, propose_claim, word_affirmatively

__all__ = ["BAR", "Candidate", "is_no_answer", "match_claims", "name_antecedent", "propose_claim", "word_affirmatively"]
