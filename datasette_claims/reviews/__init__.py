"""Fact-checks by others: ClaimReview in pages or JSON, and fact-check feeds -> rows of `reviews`, suggested for claims.

We keep the rating as its publisher wrote it and the licence it came under, and rate nothing ourselves.
"""

from .importing import Tally, import_reviews
from .reading import Found, Refusal, read_reviews

__all__ = ["Found", "Refusal", "Tally", "import_reviews", "read_reviews"]
