"""The news that this project labelled, as annotated articles to learn from."""

import json
from pathlib import Path

from datasette_claims.evaluation.news import read_news


def gather_news(labels: Path, bodies: Path, part: str, out: Path) -> None:
    """Write the articles of one part of the labels with their texts, in the format of the gold."""
    rows = read_news(labels, bodies, part)
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} articles, {sum(len(row['attributions']) for row in rows)} attributions")
