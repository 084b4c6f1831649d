"""Military spending: one number of one edition of a statistic."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from edition.model.base import Key, Record

Series = Literal["regions", "regions-current", "countries", "gdp"]
WORLD = "World"
REGIONS = (WORLD, "Asia and Oceania", "Europe")
COUNTRIES = ("United States", "China", "Japan", "South Korea", "Taiwan", "India", "Australia", "New Zealand")
Entity = Literal[
    "World", "Asia and Oceania", "Europe",
    "United States", "China", "Japan", "South Korea", "Taiwan", "India", "Australia", "New Zealand",
]  # fmt: skip
_CONSTANT = r"US\$ bn, constant \d{4}"
_UNITS = {"regions": _CONSTANT, "regions-current": r"US\$ bn, current", "countries": _CONSTANT, "gdp": "% of GDP"}


class Amount(Record):
    """What an edition gives for one region or country in one year: an amount, never a share of the world.

    ``regions`` and ``countries`` are in billions of US dollars at the prices and exchange rates of one year,
    ``regions-current`` at those of the year itself; ``gdp`` is in percent. ``edition`` is the month of the release,
    ``source`` the record of that release.
    """

    series: Series
    entity: Entity
    year: Annotated[int, Field(ge=1949)]
    value: Annotated[Decimal, Field(gt=0, max_digits=7, decimal_places=2)]
    unit: str
    edition: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    source: Key

    @model_validator(mode="after")
    def _fits_its_series(self) -> Amount:
        """Refuse a country among regions, a unit of another series, and a year that the edition cannot know."""
        if self.entity not in (REGIONS if self.series.startswith("regions") else COUNTRIES):
            raise ValueError(f"'{self.entity}' does not belong to the series '{self.series}'")
        if not re.fullmatch(_UNITS[self.series], self.unit):
            raise ValueError(f"'{self.unit}' is not a unit of the series '{self.series}'")
        if self.year >= int(self.edition[:4]):
            raise ValueError(f"an edition of {self.edition} does not know the year {self.year}")
        return self

    @property
    def id(self) -> str:
        """What names it in findings: no two amounts share it."""
        return f"{self.series} {self.entity} {self.year} {self.edition}"
