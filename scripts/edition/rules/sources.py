"""Rules about sources: what is cited exists, and is printed on the page that cites it."""

from __future__ import annotations

from collections.abc import Iterator

from edition import cited
from edition.issues import Issue, nearest
from edition.load import Sources
from edition.markdown import outside_code
from edition.model import Edition, Page
from edition.prose import CITED

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
    for event in edition.events:
        for index, key in enumerate(event.sources):
            yield "event", event.id, key, ("sources", index)
    yield from _of_claims(edition)
    for page in edition.pages:
        for loc, key in _of_front_matter(page):
            yield "page", page.path, key, loc


def _of_claims(edition: Edition) -> Iterator[_Place]:
    """Give every source that a claim names."""
    for claim in edition.claims:
        for loc, keys in claim.authored.resting:
            for index, key in enumerate(keys):
                yield "claim", claim.id, key, (*loc, index)


def _of_front_matter(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every source that the front matter of a page names, with its place there."""
    for index, fact in enumerate(page.front.facts):
        for number, key in enumerate(fact.sources):
            yield ("facts", index, "sources", number), key
    for index, member in enumerate(page.front.members):
        yield ("members", index, "source"), member.source


def sources_exist(edition: Edition, sources: Sources) -> None:
    """S001: a record names no source that is not there."""
    for kind, record, key, where in _named(edition):
        if key not in edition.source_by_id:
            message = f"{kind} '{record}' names '{key}'.{nearest(key, edition.source_by_id)}"
            sources.add("S001", kind, record, message, *where)


def cited_sources_are_listed(edition: Edition, sources: Sources) -> None:
    """S002: a page that cites sources has the block that prints them."""
    for page in edition.pages:
        if (found := cited.cited(page, edition)) and not cited.lists_sources(page):
            keys = ", ".join(source.id for source in found[:3])
            sources.issues.append(Issue(f"docs/{page.path}", page.offset, "S002", f"It cites {keys}."))


def sources_are_cited(edition: Edition, sources: Sources) -> None:
    """S003: every source is cited on some page."""
    for key, pages in cited.citing(edition).items():
        if not pages:
            sources.add("S003", "source", key, f"'{key}'.", "id")


def weak_sources_are_not_alone(edition: Edition, sources: Sources) -> None:
    """S004: what is below the floor stands beside a better source: in a sentence of a page, in a record."""
    weak = {source.id for source in edition.sources if source.weak}
    for page in edition.pages:
        for number, line in outside_code(page.body):
            keys = CITED.findall(line)
            if keys and weak.issuperset(keys):
                where = f"docs/{page.path}", number + page.offset
                sources.issues.append(Issue(*where, "S004", f"only {', '.join(keys)} stands behind it."))
        behind = [(("facts", index), fact.sources) for index, fact in enumerate(page.front.facts)]
        behind += [(("members", index), (member.source,)) for index, member in enumerate(page.front.members)]
        for loc, keys in behind:
            if weak.issuperset(keys):
                path, line = sources.place("page", page.path, *loc)
                sources.issues.append(Issue(path, line, "S004", f"only {', '.join(keys)} stands behind it."))
    for event in edition.events:
        if weak.issuperset(event.sources):
            sources.add("S004", "event", event.id, f"only {', '.join(event.sources)} stands behind it.", "sources")
    for claim in edition.claims:
        for loc, keys in claim.authored.resting:
            if keys and weak.issuperset(keys):
                sources.add("S004", "claim", claim.id, f"only {', '.join(keys)} stands behind it.", *loc)


RULES = (sources_exist, cited_sources_are_listed, sources_are_cited, weak_sources_are_not_alone)
