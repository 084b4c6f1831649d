"""The sources as lists show them: those of one page, and all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from edition import citations
from edition.cited import cited, citing, lists_sources, order
from edition.model import Edition, Source
from edition.views.block import Block, BlockError, facet, plain

# Characters of Chinese, Japanese and Korean, with their punctuation.
_EAST_ASIAN = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+"
)
LANGUAGES = {
    "en": "English",
    "zh-Hans": "Chinese (simplified characters)",
    "zh-Hant": "Chinese (traditional characters)",
    "ja": "Japanese",
    "ko": "Korean",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
}


def entry(source: Source, edition: Edition) -> dict[str, Any]:
    """Give a source as a list shows it: the record, and its entry in stretches of text with mark and language."""
    done = citations.formatted(edition.sources)[source.id]
    parts = [
        {"text": text, "mark": mark, "lang": language}
        for words, mark in done.entry
        for text, language in _tongues(words, source)
    ]
    address = re.sub(r"^https?://(www\.)?", "", source.url or "")
    language = LANGUAGES[source.language]
    return {"record": source, "parts": parts, "address": address, "short": done.short, "language": language}


def _tongues(text: str, source: Source) -> Iterator[tuple[str, str]]:
    """Split a text by language: the title of a source that is not English, and East Asian characters anywhere."""
    if source.language == "en":
        yield text, ""
        return
    title = text.find(source.title)
    spans = [(title, title + len(source.title))] if title >= 0 else [m.span() for m in _EAST_ASIAN.finditer(text)]
    at = 0
    for start, end in spans:
        yield from ((part, lang) for part, lang in ((text[at:start], ""), (text[start:end], source.language)) if part)
        at = end
    if text[at:]:
        yield text[at:], ""


def sources(edition: Edition, args: list[str], page: str) -> dict[str, Any]:
    """Give the sources of the page that the block stands on; it takes no arguments."""
    if args:
        raise BlockError("this block takes no arguments")
    here = next((one for one in edition.pages if one.path == page), None)
    return {"entries": [entry(source, edition) for source in cited(here, edition)] if here else []}


FACETS = (
    ("kind", "Kind", (("primary", "primary"), ("secondary", "secondary"))),
    (
        "label",
        "Label",
        (
            ("state-media", "state media"),
            ("partisan", "partisan"),
            ("advocacy", "advocacy"),
            ("unlabeled", "none"),
        ),
    ),
    ("extent", "Read", (("whole", "whole"), ("part", "in part"))),
    ("floor", "Can be cited", (("alone", "alone"), ("support", "only beside another"))),
)


def _facets(source: Source) -> dict[str, str]:
    """Give the value of each facet of a source."""
    return {
        "kind": "primary" if source.primary else "secondary",
        "label": source.label.replace(" ", "-") if source.label else "unlabeled",
        "extent": source.extent,
        "floor": "support" if source.weak else "alone",
        "language": source.language.lower(),
    }


def _without_address(item: dict[str, Any]) -> dict[str, Any]:
    """Leave the address out of an entry, with the full stop behind it."""
    cut = next((number for number, part in enumerate(item["parts"]) if part["mark"] == "url"), None)
    return item if cut is None else {**item, "parts": item["parts"][:cut]}


def all_sources(edition: Edition) -> dict[str, Any]:
    """Give every source with the pages that cite it, the facets to filter by, and what is counted.

    Where a page lists a source, its address and what was read of it stand there, and only there: the list of all
    would else be too heavy for a phone.
    """
    back = citing(edition)
    # A page can show records that cite sources and list others of its own.
    listing = {
        page.path: {source.id for source in cited(page, edition)} for page in edition.pages if lists_sources(page)
    }
    entries = []
    for source in sorted(edition.sources, key=order):
        pages = [
            {"title": page.front.title, "path": page.path, "lists": source.id in listing.get(page.path, ())}
            for page in back[source.id]
        ]
        full = entry(source, edition)
        alone = not any(page["lists"] for page in pages)
        shown = full if alone else _without_address(full)
        entries.append({**shown, "values": list(_facets(source).values()), "pages": pages, "alone": alone})
    counted = Counter(pair for source in edition.sources for pair in _facets(source).items())
    languages = tuple((code.lower(), name) for code, name in LANGUAGES.items())
    facets = [
        facet(key, label, ((value, name, counted[key, value]) for value, name in options))
        for key, label, options in (*FACETS, ("language", "Language", languages))
    ]
    return {
        "entries": entries,
        "facets": facets,
        "total": len(entries),
        "noun": "sources",
        "publishers": len({source.publisher for source in edition.sources}),
        "archived": sum(source.archive is not None for source in edition.sources),
    }


BLOCKS: dict[str, Block] = {"sources": sources, "all-sources": plain(all_sources)}
