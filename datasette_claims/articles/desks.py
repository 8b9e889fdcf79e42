"""What the readers of one run share, and one refusal for each input that fails."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .drafts import Reading
from .fetching import Fetcher
from .meters import Meter
from .refusals import MissingLibrary, Refusal, Refused

Enter = Callable[[str], None]
NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def pass_by(name: str) -> None:
    """Lets every input in; another one in its place raises Refused to set an input aside."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all readers of one run share, and how many lists lead to the present input."""

    fetcher: Fetcher | None
    retrieved: str | None
    depth: int = 0
    enter: Enter = pass_by  # hears the name of each file and archived page before it is opened
    meter: Meter = field(default_factory=Meter)


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes come from: the name in messages, the address, and what the server or folder says of them."""

    source: str
    url: str | None = None
    content_type: str = ""
    suffix: str = ""
    in_folder: bool = False


def guard(readings: Iterable[Reading | Refusal], source: str) -> Iterator[Reading | Refusal]:
    """What a reader yields, and one refusal with the reason where it fails.

    This is the outermost line for one input: whatever a hostile page makes a parser raise costs that input only.
    """
    try:
        yield from readings
    except MissingLibrary:
        raise
    except Refused as error:
        yield Refusal(source, str(error))
    except OSError as error:
        if error.errno in NO_ROOM:  # a full disk is no fault of the input, and every further one would meet it
            raise
        yield Refusal(source, f"it could not be read: {error.strerror or error}")
    except Exception as error:
        yield Refusal(source, f"it could not be parsed ({type(error).__name__}: {' '.join(str(error).split())[:200]})")
