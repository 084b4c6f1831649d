"""The data files as a reader finds them: what each is for, how large it is, and under which license."""

from __future__ import annotations

from typing import Any

from edition import exports
from edition.model import Edition
from edition.views.block import Block, BlockError, plain

EXCLUDED = "excluded"
OWN = "CC BY 4.0"
SIPRI = "SIPRI’s terms"

# In the order of the page: what a file is for, and its license.
ABOUT: dict[str, tuple[str, str]] = {
    "exports/edition.json": ("everything, for programs", EXCLUDED),
    "exports/edition.schema.json": ("the form of edition.json, for checking it", OWN),
    "exports/edition.txt": ("the translation alone, for reading", EXCLUDED),
    "exports/edition.tmx": ("both texts, for translation tools", EXCLUDED),
    "exports/edition.tei.xml": ("text and corrections, for editors of texts", EXCLUDED),
    "exports/corrections.tsv": ("the errors, for research on translation quality", EXCLUDED),
    "exports/sources.json": ("the sources in CSL-JSON, for programs that cite", OWN),
    "exports/sources.bib": ("the sources in BibTeX", OWN),
    "exports/sources.ris": ("the sources in RIS, for reference managers", OWN),
    "exports/timeline.json": ("the events of the timeline", OWN),
    "exports/claims.json": ("the claims ledger: types, cases, verdicts, scores", OWN),
    "exports/glossary.json": ("the glossary, for programs", OWN),
    "exports/glossary.csv": ("the glossary, for spreadsheets and flash cards", OWN),
    "exports/military-expenditure.csv": ("military spending; credit: SIPRI Military Expenditure Database", SIPRI),
    "exports/pages.json": ("the pages with their length and sources", OWN),
}


def size(content: bytes) -> str:
    """Give a size in kilobytes of 1,000 bytes, rounded, at least 1."""
    return f"{max(1, round(len(content) / 1000))} kB"


def downloads(edition: Edition) -> dict[str, Any]:
    """Give one row per data file.

    Raises:
        BlockError: a file has no entry in ABOUT.
    """
    files = exports.write(edition)
    unknown = sorted(set(files) - set(ABOUT))
    if unknown:
        raise BlockError(f"{unknown[0]} is not described in scripts/edition/views/downloads.py")
    rows = [
        {"path": path, "name": path.removeprefix("exports/"), "use": use, "license": terms, "size": size(files[path])}
        for path, (use, terms) in ABOUT.items()
        if path in files
    ]
    return {"files": rows}


BLOCKS: dict[str, Block] = {"downloads": plain(downloads)}
