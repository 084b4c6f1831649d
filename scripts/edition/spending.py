"""The table of military spending: read with lines, put together into lines of a chart, and divided into shares.

A line is made of one edition by its making: editions restate every year at other prices, so numbers of two of them are
never joined and never divided by each other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from edition.issues import Issue, nearest
from edition.model import WORLD, Amount

COLUMNS = tuple(Amount.model_fields)


@dataclass(frozen=True)
class Row:
    """The place of an amount: a line of a file, whatever is asked about."""

    path: str
    number: int

    def line(self, *_loc: str | int) -> int:
        """Give the line, counted from 1."""
        return self.number


@dataclass(frozen=True)
class Line:
    """What one edition gives for one entity: ``points`` are pairs of year and number, by year."""

    series: str
    entity: str
    edition: str
    unit: str
    source: str
    points: tuple[tuple[int, float], ...]

    @property
    def first(self) -> tuple[int, float]:
        """The earliest point."""
        return self.points[0]

    @property
    def last(self) -> tuple[int, float]:
        """The latest point."""
        return self.points[-1]

    def at(self, year: int) -> float | None:
        """Give the number of a year, or None."""
        return dict(self.points).get(year)


def read(text: str, path: str) -> tuple[list[tuple[Row, Amount]], list[Issue]]:
    """Read a table in CSV (RFC 4180) whose first line has the names of the columns.

    Args:
        text: the table.
        path: as printed in findings.

    Returns:
        The amounts with their places, in the order of the file, and the findings.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[Row, Amount]] = []
    issues: list[Issue] = []
    places: dict[str, int] = {}
    try:
        header = tuple(next(reader, ()))
        if header != COLUMNS:
            return [], [Issue(path, 1, "N001", f"The first line is '{','.join(header)}'.")]
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(COLUMNS):
                issues.append(Issue(path, line, "N001", f"{len(cells)} cells instead of {len(COLUMNS)}."))
                continue
            amount, more = _amount(dict(zip(COLUMNS, cells, strict=True)), path, line)
            issues += more
            if amount is None:
                continue
            if amount.id in places:
                issues.append(Issue(path, line, "N003", f"'{amount.id}' also stands in line {places[amount.id]}."))
                continue
            places[amount.id] = line
            found.append((Row(path, line), amount))
    except csv.Error as error:
        issues.append(Issue(path, reader.line_num, "N001", f"{error}."))
    return found, issues


def _amount(cells: dict[str, str], path: str, line: int) -> tuple[Amount | None, list[Issue]]:
    """Fit the cells of a line to the schema; give a finding per misfit."""
    try:
        return Amount.model_validate(cells), []
    except ValidationError as error:
        record = " ".join(cells[name] for name in ("series", "entity", "year", "edition"))
        issues = []
        for fault in error.errors(include_url=False):
            name = "".join(f"{step}: " for step in fault["loc"])
            message = f"'{record}' {name}{fault['msg'].rstrip('.')}."
            if fault["type"] == "literal_error":
                message += nearest(str(fault["input"]), str(fault["ctx"]["expected"]).split("'")[1::2])
            issues.append(Issue(path, line, "N002", message))
        return None, issues


def lines(amounts: Iterable[Amount]) -> dict[tuple[str, str, str], Line]:
    """Put amounts together into lines, by series, entity and edition, in the order in which each first stands."""
    kept: dict[tuple[str, str, str], list[Amount]] = {}
    for amount in amounts:
        kept.setdefault((amount.series, amount.entity, amount.edition), []).append(amount)
    return {
        key: Line(
            *key,
            unit=found[0].unit,
            source=found[0].source,
            points=tuple(sorted((one.year, float(one.value)) for one in found)),
        )
        for key, found in kept.items()
    }


def share(part: Line, whole: Line) -> Line:
    """Divide a line by another, year by year, in percent; years that only one of them has are left out.

    The unit goes on saying at which prices the amounts were: "% of the world, constant 2023".

    Raises:
        ValueError: the two are not of one series, edition and unit.
    """
    if (part.series, part.edition, part.unit) != (whole.series, whole.edition, whole.unit):
        raise ValueError(f"{part.entity} ({part.edition}) and {whole.entity} ({whole.edition}) are not comparable")
    known = dict(whole.points)
    points = tuple((year, value * 100 / known[year]) for year, value in part.points if year in known)
    unit = f"% of the world, {part.unit.partition(', ')[2]}"
    return Line(part.series, part.entity, part.edition, unit, part.source, points)


def shares(amounts: Iterable[Amount], series: str, entity: str) -> list[Line]:
    """Give the share of the world of a region, one line for each edition that has it, the oldest first."""
    known = lines(amounts)
    editions = sorted({edition for one, name, edition in known if (one, name) == (series, entity)})
    return [share(known[series, entity, edition], known[series, WORLD, edition]) for edition in editions]
