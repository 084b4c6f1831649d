"""The glossary as data: JSON for programs, CSV for spreadsheets and flash cards."""

from __future__ import annotations

import csv
import io
from typing import Any

from edition.exports import form
from edition.exports.pages import address
from edition.exports.tsv import cell
from edition.model import Edition, Term
from edition.terms import page_of
from edition.views.glossary import in_order, occurrences

COLUMNS = (
    "id",
    "english",
    "zh-Hans",
    "zh-Hant",
    "pinyin",
    "chinese_seen",
    "definition",
    "machine",
    "sentences",
    "page",
)


def _page(term: Term, edition: Edition) -> str | None:
    """Give the address of the page about what a term means."""
    target = page_of(term, edition)
    if target is None:
        return None
    found = next(page for page in edition.pages if page.path == target.path)
    return address(found) + (f"#{target.section}" if target.section else "")


def as_json(edition: Edition) -> bytes:
    """Write every term from A to Z, with the sentences where it stands and the page about it."""
    places = occurrences(edition)
    records: list[dict[str, Any]] = [
        term.model_dump() | {"segments": [one.id for one in places[term.id]], "page": _page(term, edition)}
        for term in in_order(edition)
    ]
    return form.as_json(records)


def as_csv(edition: Edition) -> bytes:
    """Write every term as a line of CSV (RFC 4180, UTF-8); lists are joined by semicolons.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    places = occurrences(edition)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for term in in_order(edition):
        cells = (
            term.id,
            term.en,
            term.zh_hans or "",
            term.zh_hant or "",
            term.pinyin or "",
            "yes" if term.seen else "no",
            " ".join(term.definition.split()),
            "; ".join(term.machine),
            "; ".join(one.id for one in places[term.id]),
            _page(term, edition) or "",
        )
        writer.writerow([cell(text) for text in cells])
    return out.getvalue().encode()
