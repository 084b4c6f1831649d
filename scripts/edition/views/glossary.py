"""The glossary: every term with its Chinese, its definition, what the machine wrote, and where it stands."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from edition import terms
from edition.model import Edition, Page, Segment, Term
from edition.views.block import Block, plain

_LINK = re.compile(r"\]\(term:([^)\s]+)\)")


def occurrences(edition: Edition) -> dict[str, list[Segment]]:
    """Give, by term id, the segments whose corrected text has the term, in the order of the text."""
    found: dict[str, list[Segment]] = {term.id: [] for term in edition.terms}
    for segment in edition.segments:
        for key in dict.fromkeys(key for _, _, key in terms.find(segment.corrected, edition.terms)):
            found[key].append(segment)
    return found


def in_order(edition: Edition) -> list[Term]:
    """Give the terms from A to Z, whatever the case of their letters."""
    return sorted(edition.terms, key=lambda term: (term.en.casefold(), term.id))


def toneless(pinyin: str) -> str:
    """Give pinyin without its tone marks, as people type it into a search; the two dots of ü stay."""
    letters = unicodedata.normalize("NFD", pinyin)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c == "\u0308" or not unicodedata.combining(c)))


def linking(edition: Edition) -> dict[str, list[Page]]:
    """Give, by term id, the pages that link to the term, in the order of their paths."""
    found: dict[str, list[Page]] = {term.id: [] for term in edition.terms}
    for page in edition.pages:
        for key in dict.fromkeys(_LINK.findall(page.body)):
            found.get(key, []).append(page)
    return found


def glossary(edition: Edition) -> dict[str, Any]:
    """Give the entries of the glossary; a definition comes as stretches that name the other terms in it."""
    places, pages = occurrences(edition), linking(edition)
    entries = [
        {
            "term": term,
            "title": term.en[:1].upper() + term.en[1:],
            "definition": terms.mark(term.definition, edition, {term.id}),
            "toneless": toneless(term.pinyin or ""),
            "segments": places[term.id],
            "pages": pages[term.id],
            "page": terms.page_of(term, edition),
            "sources": [edition.source_by_id[key] for key in term.sources if key in edition.source_by_id],
        }
        for term in in_order(edition)
    ]
    return {"entries": entries}


BLOCKS: dict[str, Block] = {"glossary": plain(glossary)}
