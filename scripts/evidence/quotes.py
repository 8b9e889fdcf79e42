"""The quote of a statement: the page's words where the log holds some, and what was said in our own."""

from __future__ import annotations

from dataclasses import dataclass

from datasette_claims.records import Quote
from datasette_claims.text import hash_words, make_quote_id

from .articles import find_article_id
from .dates import Calendar
from .reading import Statement, read_mapping
from .relays import Routes


@dataclass(frozen=True, slots=True)
class ParaphraseRow:
    """A line whose summary in the log mixes what was said with a remark on the page."""

    statement: str
    paraphrase: str
    remark: str | None


# Authors of the page itself who are no outlets: what they say is the page's own voice.
AUTHORS = {"author-syria-analysis", "forum-post-bulgsm", "forum-poster-maanpuolustus"}


class Quotes:
    """Makes quotes and numbers those that stand twice in one article."""

    def __init__(self, routes: Routes) -> None:
        self.routes = routes
        self.calendar = Calendar()
        self.reworded = {row.statement: row for row in read_mapping("paraphrases", ParaphraseRow)}
        self.occurrences: dict[str, int] = {}

    def make_quote(self, statement: Statement, speaker: str, reason: str | None, run: str) -> Quote:
        words, article = statement.key_phrase, find_article_id(statement)
        row = self.reworded.get(statement.statement_id)
        said = self.calendar.find_said(statement)
        return Quote(
            id=self.make_id(article, words or statement.statement_own_words), article=article, mode=self.find_mode(statement, speaker),
            speaker=speaker, words=words, language=statement.language if words else None,
            paraphrase=end_sentence(row.paraphrase if row else statement.statement_own_words),
            words_hash=hash_words(words) if words else None, said_from=said.said_from, said_to=said.said_to,
            said_as_written=said.as_written, said_basis=said.basis, said_time_zone=said.time_zone, venue=self.routes.find_venue(statement), method="log", review="coded_once",
            detail=" ".join(filter(None, [reason, row and row.remark, said.reason])) or None, run=run,
            source_key=statement.statement_id)

    def make_id(self, article: str, passage: str) -> str:
        key = make_quote_id(article, passage)
        self.occurrences[key] = self.occurrences.get(key, 0) + 1
        return make_quote_id(article, passage, self.occurrences[key])

    def find_mode(self, statement: Statement, speaker: str) -> str:
        """How the page renders the speech; without words at hand nothing is a direct quotation."""
        if speaker in AUTHORS or speaker == self.routes.find_outlet(statement):
            return "own_voice"
        if not statement.key_phrase:
            return "indirect"
        return "mixed" if statement.mode == "indirect" else statement.mode


def end_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
