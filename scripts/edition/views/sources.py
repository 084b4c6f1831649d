"""The sources that a page cites: through links of its own, and through the records that its blocks show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from edition.markdown import outside_code
from edition.model import READINGS, Edition, Page, Source
from edition.views.block import Block, BlockError
from edition.views.corrections import OPEN

_LINK = re.compile(r"\]\(source:([^)\s]+)\)")
_BLOCK = re.compile(r"^<!-- edition:([a-z-]+)(?: [^ ]+)* -->\s*$")


def _parallels(edition: Edition, readings: tuple[str, ...]) -> Iterator[str]:
    """Give the ids that the parallels of corrections with these readings cite."""
    for record in (correction.authored for correction in edition.corrections):
        if record.reading in readings:
            yield from (parallel.source for parallel in record.parallels if parallel.source)


# What the records shown by a block cite.
SHOWN: dict[str, Callable[[Edition], Iterable[str]]] = {
    "corrections": lambda edition: _parallels(edition, READINGS),
    "open-questions": lambda edition: _parallels(edition, OPEN),
    "glossary": lambda edition: (key for term in edition.terms for key in term.sources),
    "concordance": lambda edition: (q.source for entry in edition.concordance for q in entry.quotations),
    "score": lambda edition: (scoring.source for scoring in [edition.typology.scoring] if scoring),
}


def _keys(page: Page, edition: Edition) -> Iterator[str]:
    """Give the ids that a page cites, in the order of the page, each as often as it is cited."""
    for _, line in outside_code(page.body):
        if block := _BLOCK.match(line):
            yield from SHOWN.get(block[1], lambda _: ())(edition)
        yield from _LINK.findall(line)


def lists_sources(page: Page) -> bool:
    """Tell whether a page has the block that prints its sources."""
    return any((block := _BLOCK.match(line)) and block[1] == "sources" for _, line in outside_code(page.body))


def cited(page: Page, edition: Edition) -> list[Source]:
    """Give the sources that a page cites, each once, by first author or else title, then date; unknown ids are left out."""
    known = edition.source_by_id
    return sorted((known[key] for key in set(_keys(page, edition)) if key in known), key=_order)


def _order(source: Source) -> tuple[str, str, str]:
    """Give what a source is sorted by."""
    first = source.author[0].en if source.author else source.publisher
    return first.casefold(), source.date or "", source.id


def sources(edition: Edition, args: list[str], page: str) -> dict[str, Any]:
    """Give the sources of the page that the block stands on; it takes no arguments."""
    if args:
        raise BlockError("this block takes no arguments")
    here = next((one for one in edition.pages if one.path == page), None)
    return {"sources": cited(here, edition) if here else []}


BLOCKS: dict[str, Block] = {"sources": sources}
