"""Rows as linked data in schema.org's terms: Claim, Quotation and NewsArticle.

A position is a Quotation *about* a claim, whatever its stance. Only an article in which somebody speaks for the
claim or passes it on is an `appearance` of it; a denial is none. Nothing here is a ClaimReview or a rating: we
record and do not rate. Terms are those of schema.org, release 29.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from .text import find_web_url

CONTEXT = "https://schema.org"
CONTENT_TYPE = "application/ld+json; charset=utf-8"
CARRYING = ("asserts", "confirms", "endorses", "relays")  # stances whose article is an appearance of the claim
COPIES = ("reprint", "mirror", "distorted")
APPEARANCES = 10  # the earliest; all of them are quotations about the claim
# schema.org has no type for a source nobody named, and its Country is a place: the state that speaks is a body.
KINDS = {
    "person": "Person", "organisation": "Organization", "public_body": "GovernmentOrganization", "state": "GovernmentOrganization",
    "armed_group": "Organization", "outlet": "NewsMediaOrganization", "unnamed": "Thing",
}

Row = Mapping[str, Any]
# The lasting address of a row's page from its kind and id, such as ("claim", "nk-volunteers-ready"); None where there is none.
Address = Callable[[str, str], str | None]


def describe_claim(claim: Row, positions: Iterable[Row], address: Address, is_whole: bool = True) -> dict[str, Any]:
    """schema.org Claim. `positions` may be only the latest (`is_whole` is then False): which came first is then not known."""
    articles = {row["article"]: row for row in positions if row["is_counted"] and row["stance"] in CARRYING}
    ordered = sorted(articles.values(), key=lambda row: (row["published"] or "9", row["reuse"] in COPIES))
    published = islice((row for row in ordered if find_web_url(row["url"])), APPEARANCES)
    earliest = [describe_article({**row, "id": row["article"]}, address) for row in published]
    return drop_empty({
        "@type": "Claim",
        "@id": address("claim", claim["id"]),
        "url": address("claim", claim["id"]),
        "identifier": claim["id"],
        "text": claim["text"],
        "inLanguage": "en",
        "about": drop_empty({"@type": "Thing", "@id": address("topic", claim["topic"]), "name": claim["topic_name"]}),
        "firstAppearance": earliest[0] if earliest and is_whole and "datePublished" in earliest[0] else None,
        "appearance": earliest,
    })


def describe_quotation(row: Row, address: Address, article: Row | None = None) -> dict[str, Any]:
    """schema.org Quotation of one position: the words, who spoke, on whose behalf, and the claim they are about."""
    speaker = describe_actor(row["speaker"], row["speaker_name"], row["speaker_kind"], address)
    author = describe_actor(row["actor"], row["actor_name"], row["actor_kind"], address) if row["actor"] != row["speaker"] else None
    labels = address("about", "")
    return drop_empty({
        "@type": "Quotation",
        "@id": address("position", row["position"]),
        "url": address("position", row["position"]),
        "identifier": row["position"],
        "text": row["words"],
        "inLanguage": row["words_language"] if row["words"] else None,
        "abstract": row["paraphrase"],  # in our own words
        "spokenByCharacter": speaker,
        "author": author,
        # Where only an interval is known no day is given.
        "dateCreated": row["said_from"] if row["said_from"] == row["said_to"] else None,
        "about": drop_empty({"@type": "Claim", "@id": address("claim", row["claim"]), "identifier": row["claim"], "text": row["claim_text"]}),
        "keywords": drop_empty({"@type": "DefinedTerm", "termCode": row["stance"], "name": row["stance_name"], "inDefinedTermSet": labels}),
        "creativeWorkStatus": None if row["is_counted"] else "Draft",  # proposed by a program, unchecked
        "isBasedOn": describe_article(article, address) if article else None,
    })


def describe_article(row: Row, address: Address, quotations: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """schema.org NewsArticle: facts about the page, never its body; `url` is the publisher's, `@id` ours."""
    original = row.get("syndicated_from")
    return drop_empty({
        "@type": "NewsArticle",
        "@id": address("article", row["id"]),
        "identifier": row["id"],
        "url": find_web_url(row["url"]),
        "headline": row["title"],
        "publisher": {"@type": "Organization", "name": row["publisher_name"]},
        "creditText": row.get("author"),  # a byline as printed, which need not name a person
        "datePublished": row["published"],
        "inLanguage": row.get("language"),
        "archivedAt": find_web_url(row.get("archived_url")),
        "isBasedOn": drop_empty({"@type": "NewsArticle", "@id": address("article", original), "identifier": original}) if original else None,
        "hasPart": list(quotations),
    })


def describe_actor(id: str | None, name: str | None, kind: str | None, address: Address) -> dict[str, Any] | None:
    """Who speaks or is spoken for; None where nobody could be made out."""
    if id is None:
        return None
    return drop_empty({"@type": KINDS.get(kind or "", "Thing"), "@id": address("actor", id), "identifier": id, "name": name})


def drop_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def make_document(record: dict[str, Any], licence: str | None = None) -> dict[str, Any]:
    """A record that stands by itself; `licence` is the address of the licence of the data."""
    return drop_empty({"@context": CONTEXT, **record, "sdLicense": find_web_url(licence)})


def write_script(document: dict[str, Any]) -> str:
    """The document as the content of a script element, which nothing in it can end: as JSON escapes these letters mean the same."""
    text = json.dumps(document, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
