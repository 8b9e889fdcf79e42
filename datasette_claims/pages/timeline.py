"""The drawn timeline of a claim: one strip for each actor, a mark for each stance, a bar where the day is not certain."""

from __future__ import annotations

from datetime import date
from typing import Any

from . import phrases

NEAR = 2.0  # marks of one stance closer than this, in per cent of the width, are drawn as one
EDGE = 3.0  # per cent left free on both sides, so that marks at the ends are whole


def draw_timeline(strips: list[list[dict[str, Any]]], positions: int, actors: int, latest: str) -> dict[str, Any] | None:
    """Strips, ticks and legend; None where there is nothing to draw.

    `strips` are the positions of each actor drawn, those of one stance and interval in one row with their `number`, earliest
    first, the actor who spoke first on top; of how many `positions` and `actors` they are, and when the `latest` of all began.
    """
    if not strips:
        return None
    drawn = [row for strip in strips for row in strip]
    begin, end = strips[0][0]["said_from"], max(latest, *(row["said_to"] for row in drawn))
    first, last = phrases.to_ordinal(begin), phrases.to_ordinal(end)
    if last - first < 10:
        first, last = first - 5, last + 5
    rows = [draw_strip(strip, first, last) for strip in strips]
    labels = {row["stance"]: row["stance_name"] for row in drawn}
    return {
        "caption": f"{phrases.count(positions, 'dated position')} of {phrases.count(actors, 'actor')}, {phrases.format_interval(begin, end)}.",
        "ticks": list_ticks(first, last),
        "rows": rows,
        "legend": sorted(labels.items(), key=lambda item: list(phrases.SIDES).index(item[0])),
        "has_spans": any(mark["width"] for row in rows for mark in row["marks"]),
        "left": actors - len(rows),
    }


def draw_strip(rows: list[dict[str, Any]], first: int, last: int) -> dict[str, Any]:
    marks: list[dict[str, Any]] = []
    for row in rows:
        start, end = place(row["said_from"], first, last), place(row["said_to"], first, last)
        near = next((mark for mark in marks if mark["stance"] == row["stance"] and abs(mark["centre"] - (start + end) / 2) < NEAR), None)
        if near:
            near["number"] += row["number"]
        else:
            marks.append(draw_mark(row, start, end))
    for mark in marks:
        number = mark["number"]
        mark["title"] = f"{mark['stance_name']}, {f'{number} times around ' if number > 1 else ''}{mark['when']}"
    words = list(dict.fromkeys(row["stance_name"] for row in rows))
    return {
        "actor": rows[0]["actor"],
        "name": rows[0]["actor_name"] or "not identified",
        "words": phrases.join_words(words),
        "marks": marks,
    }


def draw_mark(row: dict[str, Any], start: float, end: float) -> dict[str, Any]:
    return {
        "stance": row["stance"], "stance_name": row["stance_name"], "side": phrases.SIDES[row["stance"]],
        "when": phrases.format_interval(row["said_from"], row["said_to"]),
        "x": start, "width": round(end - start, 2), "centre": round((start + end) / 2, 2), "number": row["number"],
    }


def place(day: str, first: int, last: int) -> float:
    """Where a day stands, in per cent of the width."""
    return round(EDGE + (100 - 2 * EDGE) * (phrases.to_ordinal(day) - first) / (last - first), 2)


def list_ticks(first: int, last: int) -> list[dict[str, Any]]:
    """At most seven dates with round numbers that fall into the time drawn."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = [date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13)]
    inside = [day for day in months if start <= day <= end]
    if len(inside) < 2:
        step = max(1, (last - first) // 4)
        return [make_tick(date.fromordinal(day), first, last, phrases.shorten_day) for day in range(first + step // 2, last + 1, step)]
    for step in (1, 3, 6, 12, 24, 60, 120, 240):
        chosen = [day for day in inside if (day.year * 12 + day.month - 1) % step == 0]
        if len(chosen) <= 6:
            break
    if len(chosen) < 2:
        chosen = [inside[0], inside[-1]]
    show = (lambda day: day[:4]) if all(day.month == 1 for day in chosen) else name_month
    return [make_tick(day, first, last, show) for day in chosen]


def name_month(day: str) -> str:
    return f"{phrases.MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"


def make_tick(day: date, first: int, last: int, show: Any) -> dict[str, Any]:
    x = place(day.isoformat(), first, last)
    return {"x": x, "text": show(day.isoformat()), "anchor": "start" if x < 8 else "end" if x > 92 else "middle"}
