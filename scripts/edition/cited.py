"""Which pages cite which sources: through links, through their front matter, and through the records their blocks show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from edition.citations import PRESS, TITLED
from edition.markdown import BLOCK, INLINE_CODE, outside_code
from edition.model import OPEN, READINGS, Edition, Page, Source
from edition.prose import CITED


def _parallels(edition: Edition, readings: tuple[str, ...]) -> Iterator[str]:
    """Give the ids that the parallels of corrections with these readings cite."""
    for record in (correction.authored for correction in edition.corrections):
        if record.reading in readings:
            yield from (parallel.source for parallel in record.parallels if parallel.source)


def _amounts(edition: Edition, *series: str) -> Iterator[str]:
    """Give the ids that the numbers of these series cite."""
    return (amount.source for amount in edition.amounts if amount.series in series)


# What the records shown by a block cite: listed on the page that has the block.
SHOWN: dict[str, Callable[[Edition], Iterable[str]]] = {
    "corrections": lambda edition: _parallels(edition, READINGS),
    "open-questions": lambda edition: _parallels(edition, OPEN),
    "glossary": lambda edition: (key for term in edition.terms for key in term.sources),
    "concordance": lambda edition: (q.source for entry in edition.concordance for q in entry.quotations),
    "share": lambda edition: _amounts(edition, "regions", "regions-current"),
    "share-by-edition": lambda edition: _amounts(edition, "regions"),
    "share-by-region": lambda edition: _amounts(edition, "regions"),
    "spending-by-country": lambda edition: _amounts(edition, "countries"),
    "spending-by-gdp": lambda edition: _amounts(edition, "gdp"),
    "score": lambda edition: (scoring.source for scoring in [edition.typology.scoring] if scoring),
}
# What blocks cite by links to the page of all sources.
LINKED: dict[str, Callable[[Edition], Iterable[str]]] = {
    "timeline": lambda edition: (key for event in edition.events for key in event.sources),
    "claims": lambda edition: (key for claim in edition.claims for _, keys in claim.authored.resting for key in keys),
    "forecasts": lambda edition: (
        key
        for claim in edition.claims
        if claim.authored.type == "forecast"
        for loc, keys in claim.authored.resting
        if loc[0] == "forecast"
        for key in keys
    ),
}


def blocks(page: Page) -> Iterator[str]:
    """Give the names of a page's blocks."""
    return (block[1] for _, line in outside_code(page.body) if (block := BLOCK.match(line)))


def _listed(page: Page, edition: Edition) -> Iterator[str]:
    """Give the ids that a page cites and lists, each as often as it is cited."""
    for name in blocks(page):
        yield from SHOWN.get(name, lambda _: ())(edition)
    for _, line in outside_code(page.body):
        yield from CITED.findall(INLINE_CODE.sub("", line))
    yield from (key for fact in page.front.facts for key in fact.sources)
    yield from (member.source for member in page.front.members)


def lists_sources(page: Page) -> bool:
    """Tell whether a page has the block that prints its sources."""
    return "sources" in blocks(page)


def cited(page: Page, edition: Edition) -> list[Source]:
    """Give the sources that a page lists, each once, in the order of the style; unknown ids are left out."""
    known = edition.source_by_id
    return sorted((known[key] for key in set(_listed(page, edition)) if key in known), key=order)


def citing(edition: Edition) -> dict[str, list[Page]]:
    """Give, by id of a source, the pages that cite it, in the order of their paths."""
    found: dict[str, list[Page]] = {source.id: [] for source in edition.sources}
    for page in edition.pages:
        linked = (key for name in blocks(page) for key in LINKED.get(name, lambda _: ())(edition))
        for key in {*_listed(page, edition), *linked} & found.keys():
            found[key].append(page)
    return found


def order(source: Source) -> tuple[str, str, str]:
    """Give what a source is sorted by: what its entry begins with in the style, then date and id."""
    first = source.author[0] if source.author else None
    if source.type in TITLED:
        name = source.title
    elif first:
        name = first.family or first.en
    else:
        name = (source.container if source.type in PRESS else None) or source.publisher
    return re.sub(r"^The ", "", name).casefold(), source.date or "", source.id
