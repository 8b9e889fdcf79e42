"""Raw articles in, proposals out: quotes, actors, relays, claims and stances.

`coding.py` composes the stages for one article and is the only place that knows their order; `run.py` reads sources
and stores each article in one transaction, `workers.py` codes them on one core or several, and `copying.py` finds the
copies among them when all are in.
On many machines, `cluster.py` sends out parts of the sources, `journals.py` finds what crashes a worker, `shards.py`
holds what was coded in Parquet files, and `loading.py` brings them into the database.
"""

from .coding import code_reading
from .run import Options, Summary, ingest

__all__ = ["Options", "Summary", "code_reading", "ingest"]
