"""What ingest makes of whole articles, against codings by hand: quotes, speakers, relays, claims, stances, invented actors.

TEXT is an article that a data folder codes by hand; it is recognised by its hash. The short texts of other kinds in
tests/gold/texts are always read: rules were tuned on one half, the other half only counts.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..actors import Catalogue
from ..articles import Reading, read_articles
from ..errors import ClaimsError
from ..ingest.coding import Desk, code_reading
from ..quotes import NamedEngine
from ..quotes.engines import DEFAULT, NAMES
from ..records import Actor, Coding, Publisher, Quote
from ..text import parse_pieces
from .codings import (
    Expected,
    Position,
    find_article,
    fits,
    place_expectations,
    read_coding,
    read_expectations,
    read_rows,
)
from .scoring import LEAST_OVERLAP, LOOSE_OVERLAP, counted_characters

MODES = ("direct", "mixed", "indirect", "own_voice")
ROWS = ("passages", "direct", "mixed", "indirect", "own_voice", "speakers", "relays", "nested", "claims", "stances", "actors")
OPENERS = ("that ", "whether ", "if ", "as ", "of ")

Counts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """One quote of a coding with the actors it names."""

    quote: Quote
    characters: frozenset[int]
    speaker: Actor | None
    relays: tuple[Actor, ...]
    positions: tuple[tuple[str, str, Actor | None], ...]  # claim, label, actor

    @property
    def actors(self) -> list[Actor]:
        held = [actor for _, _, actor in self.positions]
        return [actor for actor in (self.speaker, *self.relays, *held) if actor]


def list_found(coding: Coding, catalogue: Catalogue) -> list[Found]:
    """The quotes of a coding; one that has no place in the text is found by its words."""
    actors = {**catalogue.actors, **{actor.id: actor for actor in coding.actors}}
    text, found = coding.article.text, []
    for quote in coding.quotes:
        found.append(Found(
            quote, compared_characters(text, place_quote(quote, text)), actors.get(quote.speaker or ""),
            tuple(actors[relay.actor] for relay in coding.relays if relay.quote == quote.id),
            tuple((s.claim, s.label, actors.get(s.actor or "")) for s in coding.stances if s.quote == quote.id),
        ))  # fmt: skip
    return found


def place_quote(quote: Quote, text: str) -> list[tuple[int, int]]:
    """Where the pieces of a quote stand, the words of a quote without places looked for."""
    if quote.pieces:
        pieces = parse_pieces(quote.pieces)
    elif quote.start_char is not None and quote.end_char is not None:
        pieces = [(quote.start_char, quote.end_char)]
    else:
        start = text.find(quote.words or "")
        pieces = [(start, start + len(quote.words or ""))] if start >= 0 else []
    return pieces


def compared_characters(text: str, pieces: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The characters that count, without the “that” which people put down or leave out at the beginning."""
    (start, end), *rest = pieces or [(0, 0)]
    opener = next((opener for opener in OPENERS if text.startswith(opener, start)), "")
    return counted_characters(text, [(start + len(opener), end), *rest])


def match_quotes(expected: list[Expected], found: list[Found], text: str) -> dict[int, int]:
    """Expected -> found, one to one: what overlaps enough, pairs with the right speaker first."""
    pairs = []
    for i, wanted in enumerate(expected):
        characters = compared_characters(text, wanted.pieces)
        for j, other in enumerate(found):
            share = len(characters & other.characters) / (len(characters | other.characters) or 1)
            if share >= LEAST_OVERLAP:
                pairs.append((not fits(other.speaker, wanted.speakers), -share, i, j))
    matched: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def count_article(expected: list[Expected], found: list[Found], text: str) -> Counts:
    """Gold, found and right by row of the table."""
    counts: Counts = Counter()
    matched = match_quotes(expected, found, text)
    spare = {j for i, j in matched.items() if not expected[i].is_wanted}
    for i, wanted in enumerate(expected):
        if wanted.is_wanted:
            count_expected(counts, wanted, found[matched[i]] if i in matched else None)
    for j, other in enumerate(found):
        if j not in spare:
            counts.update((row, "found") for row in list_rows(other.quote.mode, other.quote.parent is not None))
            counts["relays", "found"] += len(other.relays)
            counts["claims", "found"] += len(other.positions)
            counts["stances", "found"] += len(other.positions)
    invented = list_invented(expected, found, text)
    named = {actor.id for other in found for actor in other.actors}
    counts["actors", "found"] = len(named)
    counts["actors", "right"] = len(named) - len(invented)
    return counts


def count_expected(counts: Counts, wanted: Expected, other: Found | None) -> None:
    """Adds one wanted passage and what was found for it."""
    is_right = other is not None and fits(other.speaker, wanted.speakers)
    for row in list_rows(wanted.modes[0], wanted.is_nested):
        counts[row, "gold"] += 1
        counts[row, "right"] += is_right
    for row in list_rows(other.quote.mode, other.quote.parent is not None) if other and is_right else ():
        counts[row, "right of found"] += 1  # a mixed quotation may have been found as an indirect one
    counts["relays", "gold"] += len(wanted.relays)
    counts["claims", "gold"] += len(wanted.positions)
    counts["stances", "gold"] += len(wanted.positions)
    if other is None:
        return
    counts["speakers", "found"] += 1
    counts["speakers", "gold"] += 1
    counts["speakers", "right"] += is_right
    counts["relays", "right"] += sum(any(fits(actor, answers) for actor in other.relays) for answers in wanted.relays)
    for position in wanted.positions:
        about = [item for item in other.positions if position.claim in (None, item[0])]
        counts["claims", "right"] += bool(about)
        counts["stances", "right"] += any(is_position(item, position) for item in about)


def list_rows(mode: str, is_nested: bool) -> list[str]:
    """The rows of the table in which a passage counts; what an article says itself is no reported speech."""
    return [mode, *(["passages"] if mode != "own_voice" else []), *(["nested"] if is_nested else [])]


def is_position(found: tuple[str, str, Actor | None], wanted: Position) -> bool:
    return found[1] in wanted.labels and fits(found[2], wanted.actors)


def list_invented(expected: list[Expected], found: list[Found], text: str) -> list[Actor]:
    """Actors that no person saw: named ones nobody expects anywhere, unnamed ones nobody expects of such words."""
    answers = [(compared_characters(text, wanted.pieces), list_answers(wanted)) for wanted in expected]
    invented: dict[str, Actor] = {}
    for other in found:
        about = tuple(
            answer for characters, some in answers for answer in some
            if len(characters & other.characters) >= LOOSE_OVERLAP * min(len(characters), len(other.characters) or 1)
        )  # fmt: skip
        everywhere = tuple(answer for _, some in answers for answer in some)
        for actor in other.actors:
            if not fits(actor, about if actor.kind == "unnamed" else everywhere):
                invented.setdefault(actor.id, actor)
    return list(invented.values())


def list_answers(wanted: Expected) -> tuple[str, ...]:
    parts = (wanted.speakers, *wanted.relays, *(position.actors for position in wanted.positions))
    return tuple(answer for part in parts for answer in part)


# The table -------------------------------------------------------------------------------------


def read_one(path: Path) -> Reading:
    """The reading of one text file; ClaimsError where it cannot be read."""
    for item in read_articles(str(path), offline=True):
        if isinstance(item, Reading):
            return item
        raise ClaimsError(str(item))
    raise ClaimsError(f"{path} holds no article.")


def read_catalogue(folder: Path) -> tuple[Catalogue, dict[str, Publisher]]:
    """What a data folder knows, as ingest sees it, and its publishers by domain."""
    tables = [list(read_rows(folder, table)) for table in ("actors", "actor_names", "actor_roles", "claims")]
    return Catalogue(*tables), {publisher.domain: publisher for publisher in read_rows(folder, "publishers") if publisher.domain}


def count_coded(path: Path, data: Path, engine: str = DEFAULT) -> tuple[Counts, list[Actor]]:
    """The counts of an article that a data folder codes by hand, and the actors invented."""
    reading = read_one(path)
    coded = find_article(data, reading.article.text_hash or "")
    catalogue, publishers = read_catalogue(data)
    article = replace(reading.article, id=coded.id, url=coded.url, published=coded.published)
    publisher = next((one for one in read_rows(data, "publishers") if one.id == coded.publisher), reading.publisher)
    coding = code_reading(replace(reading, article=article, publisher=publisher), Desk(catalogue, "evaluation", publishers, NamedEngine(engine)))
    expected, found = read_coding(data, coded), list_found(coding, catalogue)
    return count_article(expected, found, article.text), list_invented(expected, found, article.text)


def count_texts(folder: Path, engine: str = DEFAULT) -> dict[str, Counts]:
    """The counts of every short text, keyed by part and name: "held/post"."""
    counts = {}
    for name, (part, rows) in read_expectations(folder).items():
        reading = read_one(folder / f"{name}.txt")
        coding = code_reading(reading, Desk(Catalogue(), "evaluation", attribute=NamedEngine(engine)))
        expected = place_expectations(rows, reading.article.text)
        counts[f"{part}/{name}"] = count_article(expected, list_found(coding, Catalogue()), reading.article.text)
    return counts


def print_table(title: str, counts: Counts, leave_out: tuple[str, ...] = ()) -> dict[str, float]:
    """Prints precision and recall of every row that has something to tell; the figures by name."""
    figures = {}
    print(f"{title:22} precision  recall   right   found    gold")
    for row in ROWS:
        gold, found, right = (counts[row, side] for side in ("gold", "found", "right"))
        if not (gold or found) or row in leave_out:
            continue
        shares = {}
        if found:
            shares[f"{row}_precision"] = (counts[row, "right of found"] if row in (*MODES, "passages", "nested") else right) / found
        if gold:
            shares[f"{row}_recall"] = right / gold
        figures |= shares
        precision, recall = (f"{shares[name]:.1%}" if (name := f"{row}_{side}") in shares else "-" for side in ("precision", "recall"))
        print(f"{row:22} {precision:>9} {recall:>7} {right:7} {found:7} {gold:7}")
    return figures


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", type=Path, nargs="?", help="text of an article that the data folder codes by hand")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder with the hand coding and the catalogue [default: data]")
    parser.add_argument("--texts", type=Path, default=Path("tests/gold/texts"), help="folder of short texts, their table beside it")
    parser.add_argument("--engine", default=DEFAULT, help=f"{NAMES} [default: {DEFAULT}]")
    parser.add_argument("--each", action="store_true", help="also a line for every short text")


def run(args: Namespace) -> dict[str, float]:
    figures = {}
    if args.text:
        counts, invented = count_coded(args.text, args.data, args.engine)
        figures = print_table("the coded article", counts)
        print(f"actors nobody coded: {', '.join(actor.id for actor in invented) or 'none'}\n")
    texts = count_texts(args.texts, args.engine)
    for part, title in (("held", "texts held back"), ("relayed", "passed on, held back"), ("unseen", "read unseen"), ("fresh", "opened since"), ("tune", "texts tuned on")):
        total: Counts = sum((counts for name, counts in texts.items() if name.startswith(part)), Counter())
        shares = print_table(title, total, ("claims",))
        figures |= {f"{part}_{name}": share for name, share in shares.items()}
        print()
    for name, counts in texts.items() if args.each else ():
        numbers = ", ".join(f"{row} {counts[row, 'right']} of {counts[row, 'found']} found, {counts[row, 'gold']} wanted" for row in ("passages", "relays", "stances"))
        print(f"{name:24} {numbers}")
    return figures
