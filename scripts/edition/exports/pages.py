"""The pages and the timeline as data."""

from __future__ import annotations

from edition import prose
from edition.cited import citing
from edition.exports import form
from edition.model import Edition, Page


def address(page: Page) -> str:
    """Give the address of a page from the root of the site."""
    stem = page.path.removesuffix(".md")
    return "/" + ("" if stem == "index" else stem.removesuffix("/index") + "/")


def pages(edition: Edition) -> bytes:
    """Write every page: address, title, kind and size, words of its own prose, minutes, day of review, ids of its sources."""
    cited: dict[str, list[str]] = {}
    for key, found in citing(edition).items():
        for page in found:
            cited.setdefault(page.path, []).append(key)
    records = []
    for page in edition.pages:
        words = prose.words(page.body)
        records.append({
            "address": address(page),
            "title": page.front.title,
            "description": page.front.description,
            "kind": page.front.kind,
            "small": page.front.small,
            "words": words,
            "minutes": prose.minutes(words),
            "reviewed": page.front.reviewed,
            "sources": sorted(cited.get(page.path, ())),
        })  # fmt: skip
    return form.as_json(records)


def events(edition: Edition) -> bytes:
    """Write the events in the order of their dates, with the addresses of the pages that they concern."""
    known = edition.page_by_key
    records = [
        event.model_dump()
        | {
            "after_the_commentary": event.is_after,
            "addresses": [address(known[key]) for key in event.pages if key in known],
        }
        for event in edition.events
    ]
    return form.as_json(records)
