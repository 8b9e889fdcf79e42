"""One target under Atheris: bytes in, an exception where a promise fails."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["datasette_claims"]):
    from hostile import PARTS, check_item, check_quote

    from datasette_claims.articles import Meter
    from datasette_claims.articles.desks import Desk, Place
    from datasette_claims.articles.refusals import Refused
    from datasette_claims.articles.sources import read_stream
    from datasette_claims.quotes import extract_quotes
    from datasette_claims.records import Article
    from datasette_claims.text import normalise_text

OPTIONS = ["-timeout=20", "-rss_limit_mb=1024", "-max_len=8192"]


def feed_articles(raw: bytes) -> None:
    """Every article of the bytes keeps its promises. What a parser of somebody else's raises is refused in use; what our own lines raise is a fault."""
    try:
        for item in read_stream(io.BytesIO(raw), Place("fuzz", None), Desk(None, None, meter=Meter())):
            check_item(item)
    except (Refused, OSError):
        pass
    except Exception as error:
        if is_ours(error):
            raise


def is_ours(error: BaseException) -> bool:
    """Whether the line that raised stands in the package or in a check of it."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    file = Path(trace.tb_frame.f_code.co_filename)
    return file.is_relative_to(ROOT / "datasette_claims") or file.is_relative_to(ROOT / "tests")


def feed_quotes(raw: bytes) -> None:
    """Every quote of the text has offsets that point at its words."""
    text = normalise_text(raw.decode("utf-8", "replace"))
    for quote in extract_quotes(Article(id="afuzz", url="https://paper.example/1", title="", publisher="paper", language="en", text=text)):
        check_quote(text, quote)


TARGETS: dict[str, Callable[[bytes], None]] = {"articles": feed_articles, "quotes": feed_quotes}


def write_seeds(corpus: Path) -> None:
    """What the first inputs are made of: the example articles of the tests, and words of every format."""
    for path in [*(ROOT / "tests/articles").glob("*"), *(ROOT / "tests/gold/texts").glob("*")]:
        (corpus / path.name).write_bytes(path.read_bytes())
    words = [part.encode("utf-8", "surrogatepass") for part in PARTS]
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in words]
    (corpus.parent / "words.dict").write_text("\n".join(lines) + "\n", encoding="ascii")


def main() -> None:
    target, corpus = sys.argv[1], Path(sys.argv[2])
    write_seeds(corpus)
    options = [*OPTIONS, f"-dict={corpus.parent / 'words.dict'}", f"-artifact_prefix={corpus.parent}/{target}-", *sys.argv[3:]]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
