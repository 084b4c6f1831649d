"""Military spending: the article's pair against each edition, regions, countries, and shares of GDP.

Every share of the world is computed here from the amounts; a line never mixes editions (``edition.spending``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from edition import citations
from edition.dates import spoken
from edition.model import COUNTRIES, Edition
from edition.spending import Line, lines, shares
from edition.views.block import Block, BlockError, plain
from edition.views.plot import WIDTH, Frame, drawn, path

REGION, OTHER = "Asia and Oceania", "Europe"
NEWEST = "2025-04"
# The pair of the article, in the sentence that has it; “today” is 2023.
SEGMENT = "p12s03"
PAIR = ((2009, 20.0), (2023, 28.0))
# One look an edition, from the oldest to the newest.
STYLES = ("dotted", "dashed", "solid", "broken")
LOW, HIGH = 15.0, 30.0
FIRST, LAST = 2009, 2024
MOMENTS = (2009, 2015, 2024)
# A country's chart reaches to this many times its first amount.
HEADROOM = 1.95
PANEL, GUTTER, ROW, PER_ROW = 158.0, 20.0, 112.0, 2
STEP, HEAD, NAMES = 25.0, 46.0, 92.0


def _lines(edition: Edition, series: str, wanted: str = NEWEST) -> list[Line]:
    """Give the lines of one series in one edition, in the order of the countries.

    Raises:
        BlockError: there are none.
    """
    found = [line for line in lines(edition.amounts).values() if (line.series, line.edition) == (series, wanted)]
    if not found:
        raise BlockError(f"docs/_data/military-expenditure.csv has no '{series}' of the edition {wanted}")
    return sorted(found, key=lambda line: COUNTRIES.index(line.entity))


def _shares(edition: Edition, series: str, entity: str) -> list[Line]:
    """Give the shares of a region, one line an edition.

    Raises:
        BlockError: there are none.
    """
    found = shares(edition.amounts, series, entity)
    if not found:
        raise BlockError(f"docs/_data/military-expenditure.csv has no '{series}' of {entity}")
    return found


def _table(columns: Sequence[tuple[str, Line]], places: int) -> dict[str, Any]:
    """Give lines as columns with the years down the side; a year that a line does not have is an empty cell."""
    years = sorted({year for _, line in columns for year, _ in line.points})
    rows = [(str(year), [_number(line.at(year), places) for _, line in columns]) for year in years]
    return {"columns": [name for name, _ in columns], "rows": rows}


def _number(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:,.{places}f}"


def _credit(found: Sequence[Line]) -> list[dict[str, str]]:
    """Give the editions behind some lines, each once, with the ids of their sources."""
    return [
        {"edition": edition, "source": source}
        for edition, source in {line.edition: line.source for line in found}.items()
    ]


def _prices(line: Line) -> str:
    """Give the year at whose prices and exchange rates a line is."""
    return line.unit.rpartition(" ")[2]


def _ends(line: Line) -> list[tuple[str, int]]:
    """Give the first and the last number of a share, in words."""
    return [(f"{value:.1f}%", year) for year, value in (line.first, line.last)]


def share(edition: Edition, args: list[str], _page: str) -> dict[str, Any]:
    """Give the share of Asia and Oceania in words: ``share SERIES EDITION YEAR…``, the series one of regions.

    Raises:
        BlockError: the arguments name nothing in the table.
    """
    if len(args) < 3:
        raise BlockError("it takes a series, an edition and years, as in 'regions 2023-04 2009 2022'")
    series, wanted, *years = args
    line = next((line for line in _shares(edition, series, REGION) if line.edition == wanted), None)
    if line is None:
        raise BlockError(f"there is no edition '{wanted}'")
    values = []
    for year in years:
        value = line.at(int(year)) if year.isdecimal() else None
        if value is None:
            raise BlockError(f"the edition {wanted} has no year '{year}'")
        values.append((f"{value:.1f}%", year))
    short = citations.formatted(edition.sources)
    return {
        "values": values,
        "edition": wanted,
        "current": series == "regions-current",
        "source": line.source,
        "short": short[line.source].short if line.source in short else line.source,
    }


def _field(found: Sequence[Line]) -> tuple[dict[str, Any], Frame]:
    """Give the drawing of shares over time without its lines, and its frame: both charts of shares have the same."""
    frame = Frame(34.0, WIDTH - 8, 14.0, 262.0, FIRST, LAST, LOW, HIGH)
    values = [value for line in found for _, value in line.points]
    if min(values) < LOW or max(values) > HIGH:
        raise BlockError(f"a share lies outside {LOW:.0f} to {HIGH:.0f}%; widen the chart in views/spending.py")
    field = {"width": WIDTH, "height": 286.0, "frame": frame, "years": frame.years(3), "levels": frame.levels(5)}
    return field, frame


def share_by_edition(edition: Edition) -> dict[str, Any]:
    """Draw the share of Asia and Oceania as each edition has it, with the article's two numbers.

    Raises:
        BlockError: there are no numbers, or more editions than looks.
    """
    found = _shares(edition, "regions", REGION)
    if len(found) > len(STYLES):
        raise BlockError(f"{len(found)} editions, and looks for {len(STYLES)}; add one to STYLES and to site.css")
    field, frame = _field(found)
    named = [(spoken(line.edition), line) for line in found]
    return {
        **field,
        "lines": [drawn(line, frame, style, name) for style, (name, line) in zip(STYLES, named, strict=False)],
        "pair": [{**dot, "label": f"{dot['value']:.0f}%"} for dot in frame.dots(PAIR)],
        "segment": edition.by_id.get(SEGMENT),
        "said": [(name, _prices(line), _ends(line)) for name, line in named],
        "table": _table(named, 1),
        "credit": _credit(found),
    }


def share_by_region(edition: Edition) -> dict[str, Any]:
    """Draw the shares of two regions as the newest edition has them; the table has the rest of the world too."""
    found = [line for name in (REGION, OTHER) for line in _shares(edition, "regions", name) if line.edition == NEWEST]
    field, frame = _field(found)
    rest = tuple((year, 100 - sum(line.at(year) or 0 for line in found)) for year, _ in found[0].points)
    others = Line("regions", "All others", NEWEST, found[0].unit, found[0].source, rest)
    return {
        **field,
        "lines": [
            drawn(line, frame, style, line.entity, "end")
            for style, line in zip(("solid", "dashed"), found, strict=True)
        ],
        "said": [(line.entity, _ends(line)) for line in found],
        "edition": NEWEST,
        "table": _table([*((line.entity, line) for line in found), (others.entity, others)], 1),
        "credit": _credit(found),
    }


def spending_by_country(edition: Edition) -> dict[str, Any]:
    """Draw the amounts of each country in a panel of its own.

    In every panel the height is counted from nothing, and the first amount stands equally high: equal slopes are equal
    growth, while the amounts themselves are written at the ends of the line.
    """
    found = _lines(edition, "countries")
    panels = []
    for number, line in enumerate(found):
        left, top = (number % PER_ROW) * (PANEL + GUTTER) + 2, (number // PER_ROW) * ROW
        years = line.first[0], line.last[0]
        frame = Frame(left + 3, left + PANEL - 3, top + 18, top + 88, *years, 0, line.first[1] * HEADROOM)
        dots = frame.dots(line.points)
        panels.append({
            "name": line.entity,
            "left": left,
            "top": top,
            "right": left + PANEL,
            "base": frame.bottom,
            "level": dots[0]["y"],
            "dots": dots,
            "path": path(dots),
            "ends": [{**dot, "label": _number(dot["value"], 1)} for dot in (dots[0], dots[-1])],
        })  # fmt: skip
    half = (len(found) + 1) // 2
    return {
        "width": WIDTH,
        "height": -(-len(found) // PER_ROW) * ROW,
        "panels": panels,
        "prices": _prices(found[0]),
        "edition": NEWEST,
        "tables": [_table([(line.entity, line) for line in part], 1) for part in (found[:half], found[half:]) if part],
        "credit": _credit(found),
    }


def spending_by_gdp(edition: Edition) -> dict[str, Any]:
    """Draw spending as a share of GDP, one row a country, with a sign for each of the years in ``MOMENTS``.

    Raises:
        BlockError: a country lacks one of them.
    """
    found = _lines(edition, "gdp")
    highest = max(value for line in found for _, value in line.points)
    frame = Frame(NAMES, WIDTH - 10, HEAD, HEAD + len(found) * STEP, 0, 1, 0, -(-highest // 1))
    rows = []
    for number, line in enumerate(found):
        if tuple(year for year, _ in line.points) != MOMENTS:
            raise BlockError(f"{line.entity} has not the years {', '.join(map(str, MOMENTS))}")
        marks = [{"year": year, "value": value, "x": _along(frame, value)} for year, value in line.points]
        places = [mark["x"] for mark in marks]
        rows.append({
            "name": line.entity,
            "y": HEAD + (number + 0.5) * STEP,
            "marks": marks,
            "from": min(places),
            "to": max(places),
            "cells": [_number(value, 2) for _, value in line.points],
        })  # fmt: skip
    return {
        "width": WIDTH,
        "height": HEAD + len(found) * STEP + 6,
        "frame": frame,
        "levels": [{"at": _along(frame, value), "label": f"{value}%"} for value in range(int(frame.high) + 1)],
        "rows": rows,
        "years": MOMENTS,
        "edition": NEWEST,
        "table": {"columns": [str(year) for year in MOMENTS], "rows": [(row["name"], row["cells"]) for row in rows]},
        "credit": _credit(found),
    }


def _along(frame: Frame, value: float) -> float:
    """Give the place of a number on an axis that lies."""
    return round(frame.left + value * (frame.right - frame.left) / frame.high, 2)


BLOCKS: dict[str, Block] = {
    "share": share,
    "share-by-edition": plain(share_by_edition),
    "share-by-region": plain(share_by_region),
    "spending-by-country": plain(spending_by_country),
    "spending-by-gdp": plain(spending_by_gdp),
}
