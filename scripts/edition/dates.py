"""Dates in ISO 8601, whole or to the year or month: the last that may be authored, and how they are printed."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

# The first place on Earth to have a new day is 14 hours ahead of UTC.
AHEAD = timedelta(hours=14)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def latest() -> str:
    """Give, in ISO form, the day that it is or was somewhere on Earth at SOURCE_DATE_EPOCH, else now.

    The variable is that of reproducible-builds.org/specs/source-date-epoch: seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return (moment + AHEAD).date().isoformat()


def exists(iso: str) -> bool:
    """Tell whether a date in ISO form, whole or to the year or month, is in the calendar."""
    try:
        datetime.fromisoformat((iso + "-01-01")[:10])
    except ValueError:
        return False
    return True


def spoken(iso: str) -> str:
    """Give a date as the site prints it: 18 August 2023; one that the calendar has not comes as it is."""
    if not exists(iso):
        return iso
    year, *rest = iso.split("-")
    parts = [str(int(day)) for day in rest[1:]] + [MONTHS[int(month) - 1] for month in rest[:1]]
    return " ".join([*parts, year])
