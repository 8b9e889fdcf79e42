"""Files of the current release that stand ready: read from the folder that `datasette claims export` or a release made."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

# What most people look for, in the order shown; SHA256SUMS leads to all the rest.
TITLES = {
    "claims.db": "SQLite database, with which Datasette serves this site",
    "csv/positions.csv": "All positions as CSV",
    "excel/positions.csv": "All positions as CSV for Excel",
    "jsonl/positions.jsonl": "All positions as JSON Lines",
    "parquet/positions.parquet": "All positions as Parquet",
    "jsonld/claims.jsonl": "All claims as linked data (JSON-LD)",
    "jsonld/quotations.jsonl": "All positions as linked data (JSON-LD)",
    "datapackage.json": "Every table as CSV, described (Frictionless Data Package)",
    "changes.csv": "What changed since the release before",
}
SUMS = "SHA256SUMS"


def find_problem(config: dict[str, Any]) -> str | None:
    """What is wrong with the settings, in a sentence."""
    folder, url = config.get("downloads_folder"), config.get("downloads_url")
    if bool(folder) != bool(url):
        return "The settings downloads_folder and downloads_url go together: where the files of a release lie, and at which address they can be had."
    if folder and not (Path(folder) / SUMS).is_file():
        return f"The setting downloads_folder names {folder}, which holds no {SUMS}; name the folder that “datasette claims export” or a release wrote."
    if url and not str(url).startswith(("https://", "http://", "/")):
        return f"The setting downloads_url is “{url}”; give an address that begins with https:// or, for files of this instance, with /."
    return None


def list_files(config: dict[str, Any]) -> list[dict[str, Any]]:
    """Name, title, address, size and checksum of each file; none where the settings name no folder."""
    if find_problem(config) or not config.get("downloads_folder"):
        return []
    folder, url = Path(config["downloads_folder"]).absolute(), config["downloads_url"].rstrip("/")
    sums = read_sums(folder, (folder / SUMS).stat().st_mtime_ns)
    found = [
        {"name": name, "title": title, "url": f"{url}/{name}", "bytes": sums[name][1], "sha256": sums[name][0]}
        for name, title in TITLES.items()
        if name in sums
    ]
    archive = folder.with_name(folder.name + ".zip")
    if archive.is_file() and url.endswith(f"/{folder.name}"):
        found.insert(0, {"name": archive.name, "title": "Everything in one archive", "url": f"{url}.zip", "bytes": archive.stat().st_size, "sha256": None})
    return [*found, {"name": SUMS, "title": "All files with their checksums", "url": f"{url}/{SUMS}", "bytes": (folder / SUMS).stat().st_size, "sha256": None}]


@lru_cache(maxsize=4)
def read_sums(folder: Path, changed: int) -> dict[str, tuple[str, int]]:
    """Checksum and size by name; read again when the file changed."""
    lines = (line.partition("  ") for line in (folder / SUMS).read_text(encoding="utf-8").splitlines())
    return {name: (digest, (folder / name).stat().st_size) for digest, _, name in lines if (folder / name).is_file()}


def format_size(size: int) -> str:
    """1,234,567 as “1.2 MB”."""
    for unit, least in (("GB", 10**9), ("MB", 10**6), ("kB", 1000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} bytes"
