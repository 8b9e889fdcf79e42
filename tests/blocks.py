"""The fenced blocks of a page in docs/, for the tests that run them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w*) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
# A script of scripts/ run with the environment of the tests instead of one that it makes itself.
PREPARED = """
import runpy, sys
from pathlib import Path
script = sys.argv[1]
sys.path.insert(0, str(Path(script).parent))
import environment
environment.prepare = lambda *names, **options: Path(sys.executable)
sys.argv = sys.argv[1:]
runpy.run_path(script, run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, what else stands on its first line, its text, and where that begins."""

    page: Path
    line: int
    language: str
    rest: str
    text: str

    @property
    def commands(self) -> list[tuple[str, str]]:
        """The commands of a console block, each with the output that the page shows below it."""
        found = re.split(r"^\$ ", self.text, flags=re.MULTILINE)
        assert found[0] == "", f"{self.page.name}:{self.line}: a console block begins with “$ ”"
        return [(command, output) for command, _, output in (part.partition("\n") for part in found[1:])]


def read_blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(page, text.count("\n", 0, found.start()) + 2, found[1], found[2], found[3]) for found in FENCE.finditer(text)]


def run_command(command: str, folder: Path, is_prepared: bool = False, **options) -> subprocess.CompletedProcess:
    """Runs a command line of a page with this Python; `is_prepared` spares a script making its own environment."""
    words = shlex.split(command)
    if words[0] == "python3":
        words = [sys.executable, *(["-c", PREPARED] if is_prepared else []), *words[1:]]
    elif words[0] == "datasette":
        words = [sys.executable, "-m", *words]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=500, **options)
