"""Makes the small made-up database of the page tests, and one whose texts are hostile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from datasette_claims import store
from datasette_claims.search import index_search
from datasette_claims.summaries import fill_summaries

SCRIPT = "<script>alert(1)</script>"
CLOSING = '</script><img src=x onerror=alert(2)>"\'&'
TURNED = "safe\u202egnp.exe"
LONG = "Zz" * 5000
HOSTILE = """
update actors set name = :script || :turned where id = 'unnamed-officials';
update actors set name = :long where id = 'sealand-staff';
update actors set source = 'javascript:alert(3)', description = :script, note = :closing where id = 'ada-quill';
update actor_names set name = :script where id = 'ada-quill-n2';
update actor_roles set title = :closing, source = 'javascript:alert(4)';
update claims set text = text || :closing, note = :script, place = :turned where id = 'brigade-sent';
update articles set url = 'javascript:alert(5)', title = :script, archived_url = 'data:text/html,' || :script where id = 'atide00000001';
update articles set author = :closing where id = 'awire00000001';
update publishers set name = :closing, note = :script, domain = :script where id = 'daily-tide';
update quotes set words = :script, cue = :closing, language = '"><b' where id = 'atide00000001-aaaaaa';
update stances set detail = :script where id = 'atide00000001-aaaaaa-s1';
update reviews set rating = :script, url = 'javascript:alert(6)', title = :closing;
update topics set name = :script, description = :closing where id = 'troop-deployments';
update runs set tool = :script, note = :closing;
update claim_relations set detail = :script;
"""


def make_desk(path: Path) -> Path:
    """The database of desk.sql."""
    connection = store.create_database(path)
    connection.executescript(Path(__file__).with_name("desk.sql").read_text(encoding="utf-8"))
    connection.execute(store.DERIVE)
    fill_summaries(connection)
    index_search(connection)
    connection.commit()
    connection.close()
    return path


def plant_hostile(path: Path) -> Path:
    """The same with script, broken markup, other schemes, an override and 10,000 letters where texts stand."""
    make_desk(path)
    connection = sqlite3.connect(path)
    values = {"script": SCRIPT, "closing": CLOSING, "turned": TURNED, "long": LONG}
    for statement in HOSTILE.strip().split(";\n"):
        connection.execute(statement.rstrip(";"), values)
    connection.commit()
    connection.close()
    return path
