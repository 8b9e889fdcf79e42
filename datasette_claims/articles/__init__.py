"""Reading articles: text, pages, folders, addresses, feeds, sitemaps, web archives and tables of articles.

`read_articles` takes any of them and yields one `Reading` for each article and one `Refusal` for
each input that could not be read, so that a bad record costs one line and never the run.
"""

from .addresses import canonicalise_url
from .copies import (
    Copy,
    Known,
    Signature,
    compare_articles,
    find_copies,
    format_signature,
    is_near,
    make_signature,
    parse_signature,
    separate_note,
)
from .credits import find_credit
from .drafts import Reading
from .fetching import Fetcher
from .meters import Meter
from .refusals import MissingLibrary, Refusal
from .sources import read_articles

__all__ = [
    "Copy",
    "Fetcher",
    "Known",
    "Meter",
    "MissingLibrary",
    "Reading",
    "Refusal",
    "Signature",
    "canonicalise_url",
    "compare_articles",
    "find_copies",
    "find_credit",
    "format_signature",
    "is_near",
    "make_signature",
    "parse_signature",
    "read_articles",
    "separate_note",
]
