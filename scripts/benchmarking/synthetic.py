"""Writes synthetic data in the form of data/: seeded, streamed, and as skewed as real news.

A few actors, claims, publishers and days make up most of it (Zipf), names come in several scripts,
dates are intervals, articles reprint each other and pass words on. The same number and seed give
the same bytes.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from datasette_claims.records import RECORDS, list_columns
from datasette_claims.store import DERIVED
from datasette_claims.text import BASE32

from .vocabulary import ARABIC, COUNTRIES, CYRILLIC, Vocabulary, transliterate, zipf

LABELS = ("asserts", "confirms", "endorses", "denies", "qualifies", "questions", "cannot_confirm", "declines_to_comment",
          "relays", "calls_for", "retracts", "mentions")
LABEL_SHARES = (26, 7, 3, 17, 3, 6, 4, 4, 20, 3, 1, 6)
TOPICS = ("troop-deployments", "arms-transfers", "peace-talks", "sanctions", "prisoners", "reconstruction", "sabotage",
          "disinformation", "energy", "grain", "aid", "mobilisation")
ACTOR_KINDS = ("person", "public_body", "organisation", "state", "outlet", "unnamed", "armed_group")
ACTOR_SHARES = (48, 16, 12, 5, 10, 6, 3)
FIRST_DAY = date(2019, 1, 1)
DAYS = 2_800
START_CHARS = 5_000  # characters of a made-up article, into which offsets point


class World:
    """How much of everything there is for a number of stances, and who is met how often."""

    def __init__(self, stances: int, seed: int) -> None:
        self.stances, self.seed = stances, seed
        self.chance = random.Random(seed)
        self.vocabulary = Vocabulary(self.chance)
        root = stances**0.5
        # Names grow more slowly than statements: the same people are quoted again.
        self.actors = [f"actor-{n}" for n in range(max(40, int(12 * root)))]
        self.publishers = [f"publisher-{n}" for n in range(max(12, int(0.6 * root)))]
        self.claims = [f"claim-{n}" for n in range(max(30, stances // 25))]
        self.articles = max(10, stances // 8)
        self.actor_weights = zipf(len(self.actors), 0.9)
        self.claim_weights = zipf(len(self.claims), 0.8)
        self.publisher_weights = zipf(len(self.publishers))
        self.topic_weights = zipf(len(TOPICS), 0.7)
        self.claim_topics = self.chance.choices(TOPICS, cum_weights=self.topic_weights, k=len(self.claims))
        self.claim_topics[0] = TOPICS[0]

    def pick_actor(self) -> str:
        return self.chance.choices(self.actors, cum_weights=self.actor_weights)[0]

    def pick_key(self, length: int) -> str:
        return "".join(self.chance.choices(BASE32, k=length))

    def pick_day(self) -> date:
        """More recent days have more news."""
        return FIRST_DAY + timedelta(days=int(DAYS * self.chance.random() ** 0.5))


BASE = 32**4


def format_key(number: int) -> str:
    """A number below 32**4 as four characters in order, so that the files are sorted by id as those of data/ are."""
    return "".join(BASE32[(number >> shift) & 31] for shift in (15, 10, 5, 0))


Tick = Callable[[str, int], None]


def write_synthetic(folder: Path, stances: int, seed: int = 1, tick: Tick | None = None) -> dict[str, int]:
    """Writes the CSV files for about so many stances into a folder; the rows per table."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World(stances, seed)
    counts = {}
    for table, rows in (("topics", make_topics()), ("publishers", make_publishers(world)), ("actors", make_actors(world)),
                        ("actor_names", make_names(world)), ("actor_roles", make_roles(world)), ("claims", make_claims(world)),
                        ("claim_relations", make_relations(world)), ("reviews", make_reviews(world)),
                        ("runs", iter([{"id": "synthetic", "tool": "scripts/benchmark.py", "finished": "2026-11-01"}]))):
        with Sheet(folder, table) as sheet:
            for row in rows:
                sheet.write(row)
            counts[table] = sheet.count
    counts |= write_articles(folder, world, tick)
    return counts


class Sheet:
    """One CSV file in the form of data/, written row by row."""

    def __init__(self, folder: Path, table: str) -> None:
        derived = DERIVED if table == "stances" else set()
        self.columns = [name for name in list_columns(RECORDS[table]) if name not in derived]
        self.file = (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
        self.rows = csv.DictWriter(self.file, self.columns, restval="", lineterminator="\n")
        self.rows.writeheader()
        self.count = 0

    def write(self, row: dict[str, Any]) -> None:
        self.rows.writerow(row)
        self.count += 1

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def make_topics() -> Iterator[dict[str, Any]]:
    for topic in TOPICS:
        name = topic.replace("-", " ").capitalize()
        yield {"id": topic, "name": name, "description": f"Made-up claims about {name.lower()}."}


def make_publishers(world: World) -> Iterator[dict[str, Any]]:
    for n, id in enumerate(world.publishers):
        name = world.vocabulary.make_name()
        kind = "agency" if n < 4 else world.chance.choice(("newspaper", "broadcaster", "site", "magazine"))
        family = world.publishers[n // 5 * 5] if n % 5 == 4 else id
        yield {"id": id, "name": f"{name} News", "domain": f"{id}.example", "country": world.chance.choice(COUNTRIES), "kind": kind, "family": family}


def make_actors(world: World) -> Iterator[dict[str, Any]]:
    world.names = [world.vocabulary.make_name() for _ in world.actors]
    world.kinds = world.chance.choices(ACTOR_KINDS, ACTOR_SHARES, k=len(world.actors))
    for id, name, kind in zip(world.actors, world.names, world.kinds):
        yield {"id": id, "name": f"{name} ({id})", "kind": kind, "country": world.chance.choice(COUNTRIES), "is_public_role": 1,
               "description": world.vocabulary.make_sentence("en", 5, 12), "method": "hand", "review": "reviewed"}


def make_names(world: World) -> Iterator[dict[str, Any]]:
    for id, name in zip(world.actors, world.names):
        forms = ((f"{name} ({id})", "Latn", "primary", "en"), (transliterate(name, CYRILLIC), "Cyrl", "transliteration", "ru"),
                 (transliterate(name, ARABIC), "Arab", "transliteration", "ar"))
        for n, (form, script, kind, language) in enumerate(forms, 1):
            yield {"id": f"{id}-n{n}", "actor": id, "name": form, "script": script, "kind": kind, "language": language}


def make_roles(world: World) -> Iterator[dict[str, Any]]:
    bodies = [id for id, kind in zip(world.actors, world.kinds) if kind == "public_body"] or world.actors[:1]
    world.bodies = {id: world.chance.choice(bodies) for id, kind in zip(world.actors, world.kinds) if kind == "person" and world.chance.random() < 0.4}
    for id, body in world.bodies.items():
        yield {"id": f"{id}-r1", "actor": id, "title": "Spokesperson", "body": body, "speaks_for": 1, "held_from": "2019"}


def make_claims(world: World) -> Iterator[dict[str, Any]]:
    for id, topic in zip(world.claims, world.claim_topics):
        text = f"{world.vocabulary.make_sentence('en', 8, 18)} ({id})."
        yield {"id": id, "text": text, "topic": topic, "kind": world.chance.choice(("occurrence", "intention", "quantity", "capability")),
               "subject": world.pick_actor(), "counterpart": world.pick_actor() if world.chance.random() < 0.6 else "", "method": "hand",
               "review": "reviewed" if world.chance.random() < 0.8 else "proposed"}


def make_relations(world: World) -> Iterator[dict[str, Any]]:
    """Ladders of two to four claims, and some pairs that contradict each other."""
    for n in range(1, len(world.claims)):
        if n % 12 and n % 12 < 4:
            relation, state = "stronger_than", "confirmed"
        elif n % 12 == 6:
            relation, state = "contradicts", "confirmed" if world.chance.random() < 0.5 else "suggested"
        else:
            continue
        one, other = world.claims[n], world.claims[n - 1]
        yield {"id": f"{one}-{relation}-{other}", "claim": one, "relation": relation, "other_claim": other, "state": state, "method": "hand"}


def make_reviews(world: World) -> Iterator[dict[str, Any]]:
    for n, claim in enumerate(world.claims[: len(world.claims) // 20]):
        yield {"id": f"f{n}", "claim": claim, "publisher": world.publishers[-1], "url": f"https://{world.publishers[-1]}.example/{n}",
               "title": world.vocabulary.make_sentence("en", 5, 10), "rating": "Unproven", "language": "en", "state": "confirmed", "method": "import"}


def write_articles(folder: Path, world: World, tick: Tick | None) -> dict[str, int]:
    """Articles with their quotes, relays and stances, written as they are drawn, so that memory stays flat."""
    tables = ("articles", "quotes", "relays", "stances")
    sheets = {table: Sheet(folder, table) for table in tables}
    originals: list[tuple[str, str]] = []
    try:
        for n in range(world.articles):
            article = make_article(world, n, originals)
            sheets["articles"].write(article)
            left = world.stances * (n + 1) // world.articles - sheets["stances"].count
            while left > 0:
                left -= write_quote(world, sheets, article, left)
            if tick and n % 1_000 == 0:
                tick("stances", sheets["stances"].count)
    finally:
        for sheet in sheets.values():
            sheet.__exit__()
    return {table: sheet.count for table, sheet in sheets.items()}


def make_article(world: World, n: int, originals: list[tuple[str, str]]) -> dict[str, Any]:
    chance, id = world.chance, f"a{format_key(n * BASE // world.articles)}{world.pick_key(8)}"
    publisher = chance.choices(world.publishers, cum_weights=world.publisher_weights)[0]
    language, day = world.vocabulary.pick_language(), world.pick_day()
    reuse, source = "original", ""
    if originals and chance.random() < 0.18:
        source, language = chance.choice(originals)
        reuse = chance.choices(("reprint", "mirror", "rewrite", "distorted"), (70, 10, 17, 3))[0]
    elif len(originals) < 2_000:
        originals.append((id, language))
    else:
        originals[n % 2_000] = (id, language)
    return {"id": id, "url": f"https://{publisher}.example/{day:%Y/%m}/{n}", "title": world.vocabulary.make_sentence(language, 6, 14),
            "publisher": publisher, "language": language, "published": day.isoformat(), "published_basis": "page", "retrieved": "2026-11-01",
            "archived_url": f"https://archive.example/{n}" if chance.random() < 0.7 else "", "text_length": START_CHARS,
            "syndicated_from": source, "reuse": reuse, "method": "model", "run": "synthetic"}


def write_quote(world: World, sheets: dict[str, Sheet], article: dict[str, Any], most: int) -> int:
    """One quote with its relays and one or two stances; the number of stances."""
    chance = world.chance
    id, language = f"{article['id']}-{world.pick_key(6)}{sheets['quotes'].count % 32:02d}", article["language"]
    speaker = world.pick_actor()
    published = date.fromisoformat(article["published"])
    said_to = published - timedelta(days=chance.choice((0, 0, 0, 0, 1, 1, 2, 7)))
    is_dated, width = chance.random() < 0.96, chance.choice((0, 0, 0, 0, 1, 3, 30))
    start = chance.randint(0, START_CHARS - 400)
    words = world.vocabulary.make_sentence(language, 10, 34)[:300]
    review = chance.choices(("reviewed", "coded_once", "proposed", "rejected"), (30, 28, 40, 2))[0]
    sheets["quotes"].write({
        "id": id, "article": article["id"], "speaker": speaker if chance.random() < 0.95 else "", "speaker_words": "the official", "cue": "said",
        "mode": chance.choice(("direct", "indirect", "mixed")), "section": "body", "words": words, "language": language,
        "paraphrase": world.vocabulary.make_sentence("en", 8, 16) if chance.random() < 0.6 else "", "start_char": start,
        "end_char": start + len(words), "is_cut": 0, "said_from": (said_to - timedelta(days=width)).isoformat() if is_dated else "",
        "said_to": said_to.isoformat() if is_dated else "", "said_basis": "published" if is_dated else "unknown", "method": "model", "review": review,
        "score": round(chance.uniform(0.4, 1), 3), "detail": "Named beside the cue.", "run": "synthetic"})
    for step in range(1, chance.choices((0, 1, 2, 3), (70, 22, 6, 2))[0] + 1):
        sheets["relays"].write({"id": f"{id}-v{step}", "quote": id, "step": step, "actor": world.pick_actor(), "words": "was quoted as saying by"})
    number = min(most, 1 if chance.random() < 0.8 else 2)
    claims = list(dict.fromkeys(chance.choices(world.claims, cum_weights=world.claim_weights, k=number)))
    for n, claim in enumerate(claims, 1):
        label = chance.choices(LABELS, LABEL_SHARES)[0]
        sheets["stances"].write({
            "id": f"{id}-s{n}", "quote": id, "claim": claim, "actor": world.bodies.get(speaker, speaker), "label": label,
            "part": "The number is not accepted." if label == "qualifies" else "",
            "certainty": chance.choice(("certain", "probable", "possible", "underspecified")), "method": "model", "review": review,
            "score": round(chance.uniform(0.4, 1), 3), "detail": "The cue and the claim's words meet.", "run": "synthetic"})
    return len(claims)
