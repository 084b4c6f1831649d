"""Where the points of a chart lie: a frame that turns years and numbers into places, and the lines and labels in it.

Lengths are in the units of the drawing, one CSS pixel at 340 px width; y grows downward.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from edition.spending import Line

WIDTH = 340.0


@dataclass(frozen=True)
class Frame:
    """The field of a chart: its edges, and the first and last year and the lowest and highest number that they stand for."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    low: float
    high: float

    def x(self, year: int) -> float:
        """Give the place of a year."""
        return round(self.left + (year - self.first) * (self.right - self.left) / max(1, self.last - self.first), 2)

    def y(self, value: float) -> float:
        """Give the height of a number."""
        return round(self.bottom - (value - self.low) * (self.bottom - self.top) / (self.high - self.low), 2)

    def dots(self, points: Iterable[tuple[int, float]]) -> list[dict[str, Any]]:
        """Give each point with its place."""
        return [{"year": year, "value": value, "x": self.x(year), "y": self.y(value)} for year, value in points]

    def years(self, step: int) -> list[dict[str, Any]]:
        """Give the ticks of the years, from the first on."""
        return [{"at": self.x(year), "label": str(year)} for year in range(self.first, self.last + 1, step)]

    def levels(self, step: int) -> list[dict[str, Any]]:
        """Give the ticks of the numbers, from the lowest on."""
        return [{"at": self.y(value), "label": f"{value}%"} for value in range(int(self.low), int(self.high) + 1, step)]


def drawn(line: Line, frame: Frame, style: str, name: str, anchor: str = "middle") -> dict[str, Any]:
    """Lay out a line with its name: above its end where it rises there, else above its highest point.

    Args:
        line: what is drawn.
        frame: where.
        style: the class that gives color, dashes and the shape of its points.
        name: its label.
        anchor: which part of a label stands at the highest point: "middle" or "end".
    """
    dots = frame.dots(line.points)
    rises = all(before["y"] >= after["y"] for before, after in pairwise(dots[-2:]))
    marked = dots[-1] if rises else min(dots, key=lambda dot: dot["y"])
    anchor = "end" if rises else anchor
    return {
        "style": style,
        "name": name,
        "dots": dots,
        "path": path(dots),
        "label": {
            "x": round(min(marked["x"] + 4, frame.right) if anchor == "end" else marked["x"], 2),
            "y": round(marked["y"] - 8, 2),
            "anchor": anchor,
        },
    }


def path(dots: Iterable[dict[str, Any]]) -> str:
    """Give the points of a polyline (SVG 1.1, section 9.6)."""
    return " ".join(f"{dot['x']},{dot['y']}" for dot in dots)
