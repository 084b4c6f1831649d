"""The timeline: events in the order of their dates, as a list with facets and as a drawing.

The drawing has two panels, because most events are recent: years up to ``SPLIT``, and quarters from then on. Each event
is a dot, stacked in the column of its date; all lengths are in the units of the drawing, one CSS pixel at 340 px width.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from edition import citations
from edition.model import ARTICLE_DAY, Edition, Event
from edition.views.block import Block, facet, plain

# Before 2022 events are grouped by periods, since then by years.
PERIODS = ((1989, "1949 to 1989"), (2015, "1990 to 2015"), (2021, "2016 to 2021"))
SPLIT = 2020
WIDTH, MARGIN, STEP, RADIUS, FOOT, TOP = 340.0, 8.0, 6.5, 2.6, 20.0, 26.0


def _group(event: Event) -> tuple[str, str]:
    """Give id and heading of the group that an event belongs to."""
    year = int(event.date[:4])
    for last, heading in PERIODS:
        if year <= last:
            return f"to-{last}", heading
    if year == int(ARTICLE_DAY[:4]):
        return ("2023-after", "2023, after the commentary") if event.is_after else ("2023", "2023, to the commentary")
    return str(year), str(year)


def timeline(edition: Edition) -> dict[str, Any]:
    """Give the events in groups, the facets to filter by, and what is counted."""
    short, pages = citations.formatted(edition.sources), edition.page_by_key
    events = list(edition.events)
    groups = []
    for (key, heading), members in groupby(events, key=_group):
        items = [
            {
                "event": event,
                "after": event.is_after,
                "sources": [
                    {"key": source, "short": short[source].short} for source in event.sources if source in short
                ],
                "pages": [pages[page] for page in event.pages if page in pages],
                "segments": [edition.by_id[segment] for segment in event.segments if segment in edition.by_id],
            }
            for event in members
        ]
        groups.append({
            "id": key,
            "heading": heading,
            "events": items,
            "pages": sorted({page.key for item in items for page in item["pages"]}),
            "times": sorted({"after" if item["after"] else "before" for item in items}),
        })  # fmt: skip
    counted = Counter(page for event in events for page in event.pages)
    about = sorted((pages[key] for key in counted if key in pages), key=lambda page: page.front.title.casefold())
    after = sum(event.is_after for event in events)
    facets = [
        facet("time", "When", (("before", "to the commentary", len(events) - after), ("after", "after it", after))),
        facet("page", "About", ((page.key, page.front.title, counted[page.key]) for page in about)),
    ]
    return {
        "groups": groups,
        "facets": facets,
        "total": len(events),
        "noun": "events",
        "drawing": drawing(events),
        "article_day": ARTICLE_DAY,
    }


def drawing(events: list[Event]) -> dict[str, Any]:
    """Lay out the two panels.

    Args:
        events: in the order of their dates.

    Returns:
        Width and height, and per panel its title, base line, ticks and dots.
    """
    old = [event for event in events if int(event.date[:4]) < SPLIT]
    new = [event for event in events if int(event.date[:4]) >= SPLIT]
    panels, top = [], TOP
    if old:
        first = int(old[0].date[:4])
        panels.append(_panel(f"{first} to {SPLIT - 1}, by year", old, first, SPLIT - first, 1, top))
        top = panels[-1]["foot"] + TOP
    article = None
    if new:
        last = int(new[-1].date[:4])
        columns = (last + 1 - SPLIT) * 4
        panels.append(_panel(f"{SPLIT} to {last}, by quarter", new, SPLIT, columns, 4, top))
        year, month = int(ARTICLE_DAY[:4]), int(ARTICLE_DAY[5:7])
        if year <= last:
            right = _x((year - SPLIT) * 4 + (month - 1) // 3, columns) + _pitch(columns) / 2
            article = {"x": round(right, 2), "top": top, "bottom": panels[-1]["base"]}
    height = panels[-1]["foot"] + 4 if panels else TOP
    return {"width": WIDTH, "height": height, "panels": panels, "article": article}


def _pitch(columns: int) -> float:
    return (WIDTH - 2 * MARGIN) / max(1, columns)


def _x(column: int, columns: int) -> float:
    """Give the middle of a column."""
    return MARGIN + (column + 0.5) * _pitch(columns)


def _panel(title: str, events: list[Event], first: int, columns: int, per_year: int, top: float) -> dict[str, Any]:
    """Stack the events of one panel into columns, ``per_year`` of them a year from the year ``first`` on."""

    def column(event: Event) -> int:
        year, month = int(event.date[:4]), int(event.date[5:7] or 1)
        return (year - first) * per_year + (month - 1) * per_year // 12

    placed = [(column(event), event) for event in events]
    tallest = max(Counter(where for where, _ in placed).values(), default=1)
    base = top + tallest * STEP
    stacked: Counter[int] = Counter()
    dots = []
    for where, event in placed:
        dots.append({
            "x": round(_x(where, columns), 2),
            "y": round(base - (stacked[where] + 0.5) * STEP, 2),
            "event": event,
            "after": event.is_after,
        })  # fmt: skip
        stacked[where] += 1
    span = columns // per_year
    marked = [year for year in range(first, first + span) if year % (10 if span > 20 else 1) == 0]
    ticks = [
        {
            "x": round(_x((year - first) * per_year, columns) - (0 if per_year == 1 else _pitch(columns) / 2), 2),
            "label": str(year),
        }
        for year in marked
    ]
    return {
        "title": title,
        "top": top,
        "base": round(base, 2),
        "foot": round(base + FOOT, 2),
        "ticks": ticks,
        "dots": dots,
        # Dots of neighboring columns keep a hair between them.
        "radius": min(RADIUS, round(_pitch(columns) / 2 - 0.2, 2)),
        "anchor": "middle" if per_year == 1 else "start",
    }


BLOCKS: dict[str, Block] = {"timeline": plain(timeline)}
