"""Makes a database of as many made-up positions as a test wants, with names in several scripts."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

from datasette_claims import store
from datasette_claims.search import index_search
from datasette_claims.summaries import fill_summaries

LABELS = ("asserts", "denies", "relays", "questions", "confirms", "declines_to_comment")
REVIEWS = ("coded_once", "reviewed", "proposed")
MODES = ("direct", "indirect", "mixed", "own_voice")
LANGUAGES = ("en", "ru", "ko", "fa", "zh")
COUNTRIES = ("Sealand", "Northland", "Southland")
WORDS = ("harbour", "brigade", "volunteers", "bridge", "grain", "convoy", "engineers", "rumour")
# Each a made-up name and its spellings.
NAMES = {
    "ada-quill": ("Ada Quill", ("Ада Квилл", "آدا کوئیل", "에이다 퀼", "阿达·奎尔", "アダ・クイル")),
    "boris-kvel": ("Boris Kvël", ("Борис Квёл", "보리스 크벨", "博里斯")),
    "sealand-staff": ("Sealand General Staff", ("Генеральный штаб Силэнда",)),
    "wang-yi-shi": ("Wang Yishi", ("王义",)),
}


def make_crowd(path: Path, positions: int = 60, actors: int = 12, claims: int = 9) -> Path:
    """A database with so many positions, one for each quote, dated from 2020-01-01 on; every third is a proposal."""
    db = store.create_database(path)
    db.execute("pragma synchronous = off")
    db.executemany("insert into topics (id, name, description, parent) values (?, ?, ?, ?)", [
        ("war", "War", "Everything.", None), ("troops", "Troops", "Soldiers.", "war"), ("ports", "Ports", "Harbours.", None),
    ])
    ids = [*NAMES, *(f"actor-{n}" for n in range(actors - len(NAMES)))]
    for n, id in enumerate(ids):
        name, spellings = NAMES.get(id, (f"Speaker Number{n}", ()))
        country = COUNTRIES[n % 3]
        db.execute(
            "insert into actors (id, name, kind, country, method, review) values (?, ?, 'person', ?, 'hand', 'reviewed')", (id, name, country)
        )
        db.executemany(
            "insert into actor_names (id, actor, name, script, kind) values (?, ?, ?, 'Zyyy', ?)",
            [(f"{id}-n{k}", id, spelling, "alias" if k else "primary") for k, spelling in enumerate((name, *spellings))],
        )
    for n in range(claims):
        text = f"Claim {n}: {1000 * (n + 1):,} {WORDS[n % len(WORDS)]} have been sent."
        topic = ("troops", "ports", "war")[n % 3]
        db.execute("insert into claims (id, text, topic, kind, method, review) values (?, ?, ?, 'occurrence', 'hand', 'reviewed')", (f"claim-{n}", text, topic))
    db.execute("insert into claim_topics values ('claim-1', 'troops')")
    db.executemany("insert into publishers (id, name, domain, family) values (?, ?, ?, ?)", [
        (f"paper-{n}", f"Paper {n}", f"paper{n}.example", f"paper-{n % 3}") for n in range(5)
    ])
    db.executemany("insert into runs (id, tool, finished) values (?, ?, ?)", [("run-1", "made up", "2025-01-31")])
    first = datetime.date(2020, 1, 1)
    articles, quotes, stances = [], [], []
    for n in range(positions):
        day = (first + datetime.timedelta(n % 1500)).isoformat()
        article, language = f"a{n // 4:012d}", LANGUAGES[n % 5]
        if n % 4 == 0:
            url = f"https://paper.example/{n}"
            articles.append((article, url, f"Article {n}", f"paper-{n // 4 % 5}", language, day, "hand"))
        quote = f"{article}-{n % 4:06d}"
        words = f"We saw {WORDS[n % len(WORDS)]} number {n}" if n % 7 else None
        said = (None, None) if n % 50 == 49 else (day[:8] + "01", day)
        speaker, actor = ids[n % len(ids)], ids[(n + n // 7) % len(ids)]
        quotes.append((quote, article, speaker, MODES[n % 4], words, language, f"Told of thing {n}.", *said, "hand", "reviewed"))
        stances.append((f"{quote}-s1", quote, f"claim-{n % claims}", actor, LABELS[n % 6], "hand", REVIEWS[n % 3]))
    db.executemany("insert into articles (id, url, title, publisher, language, published, method) values (?, ?, ?, ?, ?, ?, ?)", articles)
    db.executemany(
        "insert into quotes (id, article, speaker, mode, words, language, paraphrase, said_from, said_to, method, review)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", quotes
    )
    db.executemany("insert into stances (id, quote, claim, actor, label, method, review) values (?, ?, ?, ?, ?, ?, ?)", stances)
    db.execute(store.DERIVE)
    fill_summaries(db)
    index_search(db)
    db.commit()
    db.execute("analyze")
    db.commit()
    db.close()
    return path


# What a hostile source can leave in a name, a title or a quote.
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
TURNED = "a\u202egnp.exe\u202c"
CLOSING = ']]></entry>"\'&{\\input{x}}%$#_~^'
LONG = "Ab" * 5_000


def plant_hostile(path: Path) -> Path:
    """The same, with such texts in the first rows of every table that people read."""
    make_crowd(path, 12)
    db = sqlite3.connect(path)
    values = {"script": SCRIPT, "formula": FORMULA, "turned": TURNED, "closing": CLOSING, "long": LONG}
    for statement in (
        "update actors set name = :script || :closing where id = 'ada-quill'",
        "update actors set name = :turned where id = 'boris-kvel'",
        "update actors set name = :formula where id = 'sealand-staff'",
        "update actor_names set name = :script where actor = 'ada-quill' and kind = 'primary'",
        "update claims set text = :closing || :script where id = 'claim-0'",
        "update claims set text = :long where id = 'claim-1'",
        "update articles set title = :closing || :script, url = 'javascript:alert(1)', author = :closing where id = 'a000000000000'",
        "update publishers set name = :formula where id = 'paper-0'",
        "update quotes set words = :formula, paraphrase = '-1+1', cue = '@SUM(1)', language = '\"><b>' where id = 'a000000000000-000000'",
        "update quotes set words = :script || char(0) || char(11) || :turned where id = 'a000000000000-000001'",
        "update stances set detail = :script || :closing where id like 'a000000000000%'",
    ):
        db.execute(statement, values)
    index_search(db)
    db.commit()
    db.close()
    return path
