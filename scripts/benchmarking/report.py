"""Writes docs/performance.md and its plots from the measurements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

KINDS = {"base": "Datasette's own", "page": "Pages", "question": "Questions", "table": "Tables", "GraphQL": "GraphQL"}
LIMITS = {"claim": 1.5, "claim, most discussed": 1.5}
INTRO = """# Performance

Made by `{command}` (seeded synthetic data with the skew of real news, {when}, {machine}). Times are medians of warm
requests to one server process on the same machine, taken in turn in one run; what counts is the **ratio to Datasette's
own page of a claim's row** in the same run. "Bare" is the SQL of the request on a bare connection. {busy}
"""


def write_report(results: dict[str, Any], docs: Path, command: str) -> None:
    docs.mkdir(exist_ok=True)
    (docs / "performance.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    parts = [INTRO.format(command=command, **results["about"])]
    parts += [describe_serving(results["serving"])] if results.get("serving") else []
    parts += [describe_targets(results)]
    parts += [describe_load(results["load"])] if results.get("load") else []
    parts += [describe_building(results["building"], results.get("exports", {}))] if results.get("building") else []
    parts += [describe_cold(results["cold"])] if results.get("cold") else []
    (docs / "performance.md").write_text("\n".join(parts), encoding="utf-8")
    draw_plots(results, docs)


def index_lines(serving: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for size, lines in serving.items():
        for line in lines:
            found.setdefault((line["kind"], line["name"]), {})[size] = line
    return found


def describe_serving(serving: dict[str, list[dict[str, Any]]]) -> str:
    sizes = list(serving)
    head = "| | " + " | ".join(f"{int(size):,}: ms (ratio), bare" for size in sizes) + " |\n|---" * 1 + "|---:" * len(sizes) + "|\n"
    text = "## Serving at size\n\n![Ratio to the row page by size](performance-serving.svg)\n"
    for kind, title in KINDS.items():
        text += f"\n### {title}\n\n{head}"
        for (at, name), by_size in index_lines(serving).items():
            if at == kind:
                text += f"| {name} | " + " | ".join(format_cell(by_size.get(size)) for size in sizes) + " |\n"
    return text


def format_cell(line: dict[str, Any] | None) -> str:
    if line is None:
        return "-"
    failed = "" if line["status"] == 200 else f" **{line['status']}**"
    return f"{line['ms']:.0f} ({line['ratio']:.1f}), {line['bare']:.1f}{failed}"


def describe_targets(results: dict[str, Any]) -> str:
    """Each target with what was measured and whether it is met."""
    lines = []
    serving = results.get("serving") or {}
    if serving:
        lines_by = index_lines(serving)
        largest = list(serving)[-1]
        for name, limit in LIMITS.items():
            row = "row page" if name == "claim" else "row page, most discussed claim"
            worst = max(by["ms"] / lines_by["base", row][size]["ms"] for size, by in lines_by["page", name].items())
            lines.append((f"{name} within {limit} times its row page at every size", f"{worst:.2f}", worst <= limit))
            growth = lines_by["page", name][largest]["ms"] / lines_by["page", name][list(serving)[0]]["ms"]
            lines.append((f"{name} grows less than 1.3 times", f"{growth:.2f}", growth < 1.3))
        slow = [(by[largest]["ratio"], name) for (kind, name), by in lines_by.items() if kind == "question" and largest in by]
        lines.append((f"no question above ten row pages at {int(largest):,}", f"{max(slow)[0]:.1f} ({max(slow)[1]})", max(slow)[0] <= 10))
    for size, built in (results.get("building") or {}).items():
        lines.append((f"build at least half of bare sqlite3, {int(size):,}", f"{built['ratio']:.2f}", built["ratio"] >= 0.5))
    for size, made in (results.get("exports") or {}).items():
        lines.append((f"export within 1.5 times csv.writer, {int(size):,}", f"{made['ratio']:.2f}", made["ratio"] <= 1.5))
    cold = results.get("cold") or {}
    if cold:
        lines.append(("import adds under 50 ms", f"{cold['start']['plugin']:.0f} ms", cold["start"]["plugin"] < 50))
        ratio = cold["request"]["first"] / cold["request"]["warm"]
        lines.append(("first request within 3 times a warm one", f"{ratio:.1f}", ratio <= 3))
    if results.get("load"):
        lines.append(("no error under load", str(results["load"]["mix"]["errors"]), results["load"]["mix"]["errors"] == 0))
    rows = "".join(f"| {what} | {value} | {'met' if is_met else '**missed**'} |\n" for what, value, is_met in lines)
    return f"\n## Targets\n\n| target | measured | |\n|---|---:|---|\n{rows}"


def describe_load(load: dict[str, Any]) -> str:
    text = f"\n## Under load\n\n{load['about']}; memory of the server before: {load['rss_before']:.0f} MB.\n\n| | requests | per s | errors | p50 ms | p90 ms | p99 ms | MB after |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
    for name, found in load.items():
        if isinstance(found, dict):
            text += f"| {name} | {found['requests']:,} | {found['per_s']:.1f} | {found['errors']} | {found['p50']:.0f} | {found['p90']:.0f} | {found['p99']:.0f} | {found['rss']:.0f} |\n"
    streamed = load.get("beside a stream of all positions", {})
    if streamed.get("stream_s"):
        text += f"\nThe stream of {streamed['streamed_lines']:,} lines took {streamed['stream_s']:.0f} s.\n"
    errors = sorted({example for found in load.values() if isinstance(found, dict) for example in found["examples"]})
    return text + ("\nErrors: " + "; ".join(f"`{error[:120]}`" for error in errors) + "\n" if errors else "")


def describe_building(building: dict[str, Any], exports: dict[str, Any]) -> str:
    text = "\n## Building and exporting\n\nRows per second of processor time; bare sqlite3 inserts the finished rows and makes the same indexes and full-text search.\n\n"
    text += "| stances | build rows/s | bare rows/s | ratio | build MB of memory | bare MB | file MB | export / csv.writer | export MB of memory |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    for size, b in building.items():
        e = exports.get(size)
        text += f"| {int(size):,} | {b['ours']['rows_per_s']:,.0f} | {b['bare']['rows_per_s']:,.0f} | {b['ratio']:.2f} | {b['ours']['rss_mb']:.0f} | {b['bare']['rss_mb']:.0f} | {b['bytes'] / 1e6:.0f} | "
        text += f"{e['ratio']:.2f} | {e['ours']['rss_mb']:.0f} |\n" if e else "- | - |\n"
    return text


def describe_cold(cold: dict[str, Any]) -> str:
    start, request = cold["start"], cold["request"]
    return (
        f"\n## Cold and small\n\nImporting Datasette takes {start['datasette']:.0f} ms, importing the plugin after it {start['plugin']:.0f} ms more. "
        f"The first claim page after a start takes {request['first']:.0f} ms, a warm one {request['warm']:.0f} ms. "
        f"The repository's dataset is a database of {cold['database_mb']:.2f} MB ({cold['gzip_mb']:.2f} MB compressed); the wheel is {cold['wheel_mb']:.2f} MB.\n"
    )


def draw_plots(results: dict[str, Any], docs: Path) -> None:
    try:
        import matplotlib
    except ImportError:  # the table is there without it; scripts/benchmark.py installs it
        return
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "claims"  # the same figures give the same file
    from matplotlib import pyplot

    if not results.get("serving"):
        return
    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    sizes = list(results["serving"])
    for (kind, name), by_size in index_lines(results["serving"]).items():
        if kind == "page" or (kind == "question" and not name.endswith(("json", "asked"))):
            is_claim = name.startswith("claim") and kind == "page"
            axes.plot([int(s) for s in sizes if s in by_size], [by_size[s]["ratio"] for s in sizes if s in by_size], marker="o",
                      color="#b3261e" if is_claim else "#0b57d0" if kind == "page" else "#9aa0a6", linewidth=2 if is_claim else 1,
                      label=name if is_claim else None)
    axes.axhline(10, color="#444", linestyle=":", linewidth=1)
    axes.set(xscale="log", yscale="log", xlabel="stances in the database", ylabel="times Datasette's row page")
    axes.set_title("Pages (blue; claim page red) and questions (grey)", fontsize=10)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(docs / "performance-serving.svg", metadata={"Date": None})
