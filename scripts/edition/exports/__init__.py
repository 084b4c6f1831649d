"""The data files: one small writer per format, all from the one edition, deterministic to the byte."""

from __future__ import annotations

from collections.abc import Callable

from edition.exports import segments
from edition.model import Edition

WRITERS: dict[str, Callable[[Edition], bytes]] = {
    "exports/edition.json": segments.as_json,
    "exports/edition.txt": segments.as_text,
}


def write(edition: Edition) -> dict[str, bytes]:
    """Give every export by its path on the site."""
    return {path: writer(edition) for path, writer in WRITERS.items()}
