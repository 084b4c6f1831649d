"""Rules about sources: what is cited exists, and is printed on the page that cites it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.issues import Issue, nearest
from edition.load import Sources
from edition.model import Edition
from edition.views import sources as view

_Place = tuple[str, str, str, tuple[str | int, ...]]


def _named(edition: Edition) -> Iterator[_Place]:
    """Give every source that a record names: kind and id of the record, the source, and where in the record."""
    for correction in edition.corrections:
        for index, parallel in enumerate(correction.authored.parallels):
            if parallel.source:
                yield "correction", correction.id, parallel.source, ("parallels", index)
    for term in edition.terms:
        for index, key in enumerate(term.sources):
            yield "term", term.id, key, ("sources", index)
    for entry in edition.concordance:
        for index, quotation in enumerate(entry.quotations):
            yield "concordance", entry.id, quotation.source, ("quotations", index, "source")


def sources_exist(edition: Edition, sources: Sources) -> None:
    """S001: a record names no source that is not there."""
    for kind, record, key, where in _named(edition):
        if key not in edition.source_by_id:
            message = f"{kind} '{record}' names '{key}'.{nearest(key, edition.source_by_id)}"
            sources.add("S001", kind, record, message, *where)


def cited_sources_are_listed(edition: Edition, sources: Sources) -> None:
    """S002: a page that cites sources has the block that prints them."""
    for page in edition.pages:
        if (cited := view.cited(page, edition)) and not view.lists_sources(page):
            keys = ", ".join(source.id for source in cited[:3])
            sources.issues.append(Issue(f"docs/{page.path}", page.offset, "S002", f"It cites {keys}."))


RULES = (sources_exist, cited_sources_are_listed)
