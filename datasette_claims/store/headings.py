"""What an article's page says about the article that the database does not hold yet: headline, author, language, date and publisher."""

from __future__ import annotations

import sqlite3

from ..records import Article, Method, Publisher
from .database import read_records

BY_PEOPLE = (Method.HAND.value, Method.LOG.value)
UNKNOWN = "unknown-publisher"
DECIDED = """
select 1 from quotes q left join stances s on s.quote = q.id
where q.article = ? and (q.review <> 'proposed' or s.review <> 'proposed')
"""
MERGED = "select 1 from redirects where table_name = 'publishers' and old_id = ?"


def compare_stored(connection: sqlite3.Connection, article: Article, publisher: Publisher) -> str:
    """Whether an article just read is "added", "changed" or "unchanged" to what is stored of it; an older capture changes nothing."""
    stored = find_stored(connection, article.id)
    if stored is None:
        return "added"
    if stored.text_hash and article.retrieved and article.retrieved < (stored.retrieved or ""):
        return "unchanged"
    is_same = stored.text_hash == article.text_hash and not list_news(connection, stored, article, publisher)
    return "unchanged" if is_same else "changed"


def list_news(connection: sqlite3.Connection, stored: Article, article: Article, publisher: Publisher) -> dict[str, str]:
    """The columns of a stored article that its page now fills otherwise; what is missing there now takes nothing away.

    What people described stays as it is. Where they decided on positions, data/ holds the row as they saw it: only a
    headline that changed together with the text is taken over.
    """
    if stored.method in BY_PEOPLE:
        return {}
    is_new_text = stored.text_hash != article.text_hash
    found = {"title": article.title} if is_new_text or article.title != make_first_line(article) else {}
    if not connection.execute(DECIDED, [article.id]).fetchone():
        found |= list_facts(stored, article)
        if publisher.id != UNKNOWN and publisher.name != publisher.domain and not connection.execute(MERGED, [publisher.id]).fetchone():
            found["publisher"] = publisher.id
    elif not is_new_text:
        return {}
    return {name: value for name, value in found.items() if value and value != getattr(stored, name)}


def list_facts(stored: Article, article: Article) -> dict[str, str]:
    """Byline, language and date; a date that is printed on the page gives way to no other kind, and none to its own beginning."""
    facts = {"author": article.author or "", "language": article.language or ""}
    is_surer = article.published_basis == "page" or stored.published_basis != "page"
    if article.published and is_surer and not (stored.published or "").startswith(article.published):
        facts |= {"published": article.published, "published_basis": article.published_basis}
    return facts


def make_first_line(article: Article) -> str:
    """The words by which a text is called whose page has no headline."""
    first = article.text.split("\n", 1)[0]
    return article.title if article.title.endswith(" …") and first.startswith(article.title.removesuffix(" …")) else first


def find_stored(connection: sqlite3.Connection, article: str) -> Article | None:
    return next(read_records(connection, "articles", "articles where id = ?", [article]), None)
