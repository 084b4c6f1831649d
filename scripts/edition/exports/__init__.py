"""The data files: one small writer per format, all from the one edition, deterministic to the byte."""

from __future__ import annotations

from collections.abc import Callable

from edition.exports import pages, schema, segments, sources, tei, tmx, tsv
from edition.exports.withdrawal import published
from edition.model import Edition

WRITERS: dict[str, Callable[[Edition], bytes]] = {
    "exports/edition.json": segments.as_json,
    "exports/edition.schema.json": schema.write,
    "exports/edition.txt": segments.as_text,
    "exports/edition.tmx": tmx.write,
    "exports/edition.tei.xml": tei.write,
    "exports/corrections.tsv": tsv.write,
    "exports/sources.json": sources.as_json,
    "exports/sources.bib": sources.as_bibtex,
    "exports/sources.ris": sources.as_ris,
    "exports/timeline.json": pages.events,
    "exports/pages.json": pages.pages,
}


def write(edition: Edition) -> dict[str, bytes]:
    """Give every export by its path on the site; a withdrawn article gives no writer its full text."""
    allowed = published(edition)
    return {path: writer(allowed) for path, writer in WRITERS.items()}
