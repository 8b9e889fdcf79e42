"""The files of a folder that are read as articles."""

from __future__ import annotations

import os
from pathlib import Path


def list_files(folder: Path, failures: list[OSError]) -> list[Path]:
    """Files and links below a folder by name, without hidden ones and the scripts and images of saved pages."""
    paths = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = [f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages - {f}]
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        paths += [Path(place, name) for name in [*files, *linked] if not name.startswith(".")]
    return sorted(paths)
