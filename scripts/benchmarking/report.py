"""Writes docs/performance.md and its plots from the measurements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import datasette_claims

from .ingest import describe_ingest, judge_ingest

STATIC = Path(datasette_claims.__file__).parent / "static"
KINDS = {"base": "Datasette's own", "page": "Pages", "question": "Questions", "table": "Tables", "GraphQL": "GraphQL"}
LIMITS = {"claim": 1.5, "claim, most discussed": 1.5}
INTRO = """# Performance

Made by {commands} (seeded synthetic data with the skew of real news, {when}, {machine}). Times are medians of warm
requests to one server process on the same machine, taken in turn in one run; what counts is the **ratio to Datasette's
own page of a claim's row** in the same run. "Bare" is the SQL of the request on a bare connection. {busy}
"""


def write_report(results: dict[str, Any], docs: Path, command: str) -> None:
    """The report of all parts; those measured earlier stay, and so do the commands that measured them."""
    results["commands"] = list(dict.fromkeys([*results.get("commands", ()), command]))
    docs.mkdir(exist_ok=True)
    (docs / "performance.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    parts = [INTRO.format(commands=" and ".join(f"`{one}`" for one in results["commands"]), **results["about"])]
    parts += [describe_serving(results["serving"])] if results.get("serving") else []
    parts += [describe_targets(results)]
    parts += [describe_load(results["load"])] if results.get("load") else []
    parts += [describe_building(results["building"])] if results.get("building") else []
    parts += [describe_ingest(results["ingest"])] if results.get("ingest") else []
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
    lines: list[tuple[str, str, bool]] = []
    for judge, part in ((judge_serving, "serving"), (judge_load, "load"), (judge_building, "building"), (judge_ingest, "ingest"), (judge_cold, "cold")):
        if results.get(part):
            lines += judge(results[part])
    rows = "".join(f"| {what} | {value} | {'met' if is_met else '**missed**'} |\n" for what, value, is_met in lines)
    return f"\n## Targets\n\n| target | measured | |\n|---|---:|---|\n{rows}"


def judge_serving(serving: dict[str, list[dict[str, Any]]]) -> list[tuple[str, str, bool]]:
    lines_by = index_lines(serving)
    sizes = sorted(serving, key=int)
    smallest, largest = sizes[0], sizes[-1]
    judged = []
    for name, limit in LIMITS.items():
        row = "row page" if name == "claim" else "row page, most discussed claim"
        worst = max(by["ms"] / lines_by["base", row][size]["ms"] for size, by in lines_by["page", name].items())
        judged.append((f"{name} within {limit} times its row page at every size", f"{worst:.2f}", worst <= limit))
        if smallest != largest:
            growth = lines_by["page", name][largest]["ms"] / lines_by["page", name][smallest]["ms"]
            judged.append((f"{name} grows less than 1.3 times from {int(smallest):,} to {int(largest):,}", f"{growth:.2f}", growth < 1.3))
    slow = [(by[largest]["ratio"], name) for (kind, name), by in lines_by.items() if kind == "question" and largest in by]
    if slow:
        judged.append((f"no question, as page or JSON, above ten row pages at {int(largest):,}", f"{max(slow)[0]:.1f} ({max(slow)[1]})", max(slow)[0] <= 10))
    read = sorted(f"{name}: {', '.join(by[largest]['scans'])}" for (kind, name), by in lines_by.items() if kind in ("page", "question") and by.get(largest, {}).get("scans"))
    judged.append((f"no page or question reads a growing table whole at {int(largest):,}", "; ".join(read) or "none", not read))
    failed = sorted({f"{name}: {line['status']}" for (_, name), by in lines_by.items() for line in by.values() if line["status"] != 200})
    judged.append(("every address answers", "; ".join(failed) or "all", not failed))
    heavy = [(line["bytes"], name) for (kind, name), by in lines_by.items() if kind == "page" and name.startswith("claim, ") for line in by.values() if "bytes" in line]
    if heavy:
        weight = (max(heavy)[0] + weigh_assets()) / 1000
        judged.append(("the fullest claim page with its assets under 100 kB", f"{weight:.0f} kB", weight < 100))
    return judged


def weigh_assets() -> int:
    """Bytes of the stylesheet and script of our pages."""
    return sum((STATIC / name).stat().st_size for name in ("claims.css", "claims.js"))


def judge_load(load: dict[str, Any]) -> list[tuple[str, str, bool]]:
    runs = {name: found for name, found in load.items() if isinstance(found, dict)}
    errors = sum(found["errors"] for found in runs.values())
    memory, before = max(found["rss"] for found in runs.values()), load["rss_before"]
    judged = [
        ("no error under load", str(errors), errors == 0),
        ("flat memory under load: less than 1.25 times that after the warm-up", f"{memory:.0f} of {before:.0f} MB", memory < 1.25 * before),
    ]
    abused = runs.get("beside a slow query")
    if abused:
        share = abused["per_s"] / runs["mix"]["per_s"]
        judged.append(("a slow query leaves the others at least half their requests", f"{share:.2f}", share >= 0.5))
    streamed = runs.get("beside a stream of all positions", {})
    if "streamed_lines" in streamed:
        whole = streamed["streamed_lines"] - 1 == load["positions"]
        judged.append((f"a stream of all {load['positions']:,} positions comes whole beside the readers", f"{streamed['streamed_lines'] - 1:,} rows", whole))
    return judged


def judge_building(building: dict[str, Any]) -> list[tuple[str, str, bool]]:
    judged = []
    sizes = sorted(building, key=int)
    for size in sizes:
        built = building[size]
        judged.append((f"build at least half of bare sqlite3, {int(size):,}", f"{built['ratio']:.2f}", built["ratio"] >= 0.5))
        made = built.get("exports")
        if made:
            judged.append((f"export within 1.5 times csv.writer, {int(size):,}", f"{made['ratio']:.2f}", made["ratio"] <= 1.5))
    if len(sizes) > 1:
        parts = {"build": "ours", "checks before it": "checked"}
        for title, part in parts.items():
            memory = [(building[size].get(part) or {}).get("rss_mb") for size in sizes]
            known = [m for m in memory if m]
            if len(known) > 1:
                judged.append((f"memory of the {title} does not grow with the data (less than 1.5 times)", " → ".join(f"{m:.0f}" for m in known) + " MB", known[-1] < 1.5 * known[0]))
    return judged


def judge_cold(cold: dict[str, Any]) -> list[tuple[str, str, bool]]:
    ratio = cold["request"]["first"] / cold["request"]["warm"]
    loaded = cold["start"].get("extraction", [])
    return [
        ("importing the plugin adds under 50 ms", f"{cold['start']['plugin']:.0f} ms", cold["start"]["plugin"] < 50),
        ("importing it loads no extraction library", ", ".join(loaded) or "none", not loaded),
        ("first request within 3 times a warm one", f"{ratio:.1f}", ratio <= 3),
    ]


def describe_load(load: dict[str, Any]) -> str:
    text = (
        f"\n## Under load\n\n{load['about']}, over a mix of pages, questions, tables, GraphQL and CSV; memory of the server's own "
        f"after a warm-up by as many: {load['rss_before']:.0f} MB.\n\n"
        "| | requests | per s | errors | p50 ms | p90 ms | p99 ms | MB after |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    for name, found in load.items():
        if isinstance(found, dict):
            text += f"| {name} | {found['requests']:,} | {found['per_s']:.1f} | {found['errors']} | {found['p50']:.0f} | {found['p90']:.0f} | {found['p99']:.0f} | {found['rss']:.0f} |\n"
    streamed = load.get("beside a stream of all positions", {})
    if streamed.get("stream_s"):
        text += f"\nThe stream of {streamed['streamed_lines']:,} lines took {streamed['stream_s']:.0f} s.\n"
    errors = sorted({example for found in load.values() if isinstance(found, dict) for example in found["examples"]})
    return text + ("\nErrors: " + "; ".join(f"`{error[:120]}`" for error in errors) + "\n" if errors else "")


def describe_building(building: dict[str, Any]) -> str:
    text = "\n## Building and exporting\n\nRows per second of processor time; bare sqlite3 inserts the finished rows and makes the same indexes and full-text search.\n\n"
    text += "| stances | build rows/s | bare rows/s | ratio | build MB of memory | bare MB | checks rows/s | checks MB | file MB | export / csv.writer | export MB |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    for size in sorted(building, key=int):
        b = building[size]
        e, c = b.get("exports"), b.get("checked")
        text += f"| {int(size):,} | {b['ours']['rows_per_s']:,.0f} | {b['bare']['rows_per_s']:,.0f} | {b['ratio']:.2f} | {b['ours']['rss_mb']:.0f} | {b['bare']['rss_mb']:.0f} | "
        text += f"{c['rows_per_s']:,.0f} | {c['rss_mb']:.0f} | " if c else "- | - | "
        text += f"{b['bytes'] / 1e6:,.0f} | " + (f"{e['ratio']:.2f} | {e['ours']['rss_mb']:.0f} |\n" if e else "- | - |\n")
    return text


def describe_cold(cold: dict[str, Any]) -> str:
    start, request = cold["start"], cold["request"]
    row = f", Datasette's own row page {request['row_first']:.0f} ms and {request['row_warm']:.0f} ms" if "row_first" in request else ""
    ready = f" From the command to the first connection it takes {request['ready'] / 1000:.2f} s, without the plugin {request['ready_without'] / 1000:.2f} s." if "ready" in request else ""
    return (
        f"\n## Cold and small\n\nImporting Datasette takes {start['datasette']:.0f} ms of processor time, importing after it what the plugin loads at a start {start['plugin']:.0f} ms more. "
        f"The first claim page after a start takes {request['first']:.0f} ms, a warm one {request['warm']:.0f} ms{row}.{ready} "
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
