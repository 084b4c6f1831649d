"""The data files: one small writer per format, all from the one edition, deterministic to the byte."""

from __future__ import annotations

from collections.abc import Callable

from edition.exports import (
    claims,
    glossary,
    pages,
    questions,
    schema,
    search,
    segments,
    sources,
    spending,
    tei,
    tmx,
    tsv,
)
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
    "exports/claims.json": claims.as_json,
    "exports/glossary.json": glossary.as_json,
    "exports/glossary.csv": glossary.as_csv,
    "exports/military-expenditure.csv": spending.as_csv,
    "exports/pages.json": pages.pages,
}

# What the pages themselves load, and nobody takes away.
LOADED: dict[str, Callable[[Edition], bytes]] = {search.PATH: search.write}


def write(edition: Edition) -> dict[str, bytes]:
    """Give every export by its path on the site; a withdrawn article gives no writer its full text."""
    return _written(WRITERS, edition)


def generated(edition: Edition) -> dict[str, bytes]:
    """Give every file that the site has besides what is authored: the exports, and what the pages load."""
    return _written(WRITERS | LOADED | questions.writers(edition), edition)


def questions_of(edition: Edition, title: str | None = None) -> dict[str, bytes]:
    """Give the files of the question bank by set; with a title, as one pool that is of no site."""
    if title:
        return questions.separate(edition, title)
    files = _written(questions.writers(edition), edition)
    return {path: content for path, content in files.items() if not path.endswith(".js")}


def _written(writers: dict[str, Callable[[Edition], bytes]], edition: Edition) -> dict[str, bytes]:
    allowed = published(edition)
    for path, writer in writers.items():
        if path not in edition.memo:
            edition.memo[path] = writer(allowed)
    return {path: edition.memo[path] for path in writers}
