"""The sources for reference managers: CSL-JSON 1.0.2, BibTeX (written by pandoc) and RIS (written by rispy)."""

from __future__ import annotations

from typing import Any

import rispy

from edition import citations
from edition.cited import citing, order
from edition.exports import form
from edition.model import Edition, Source

# The types of RIS (the list of 2011, as rispy has it) for those of CSL.
RIS_TYPES = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "document": "GEN",
    "legislation": "STAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "GEN",
    "standard": "STAND",
    "treaty": "GEN",
    "webpage": "ELEC",
}


class _Writer(rispy.RisWriter):
    """Write RIS alone: by default rispy numbers the references, in lines that the format does not know."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  rispy's signature
        """Begin a reference with its type."""
        return ""


def note(source: Source) -> str:
    """Say what of a source was read, and what kind of source it is: the note of every format."""
    kind = "Primary source" if source.primary else "Secondary source"
    parts = [kind, source.label, source.stance, f"below the floor: {source.weak}" if source.weak else None]
    return f"{'; '.join(filter(None, parts))}. {source.evidence.strip()}"


def _item(source: Source) -> dict[str, Any]:
    """Give an item of CSL-JSON with its note and, where one was seen, the address of an archived copy."""
    archive = {"archive": source.archive} if source.archive else {}
    return {**citations.item(source), **archive, "note": note(source)}


def as_json(edition: Edition) -> bytes:
    """Write all sources as CSL-JSON; ``custom`` has what the format has no field for, among it the citing pages."""
    back = citing(edition)
    records = [
        _item(source)
        | {
            "custom": {
                "primary": source.primary,
                "stance": source.stance,
                "label": source.label,
                "below_floor": source.weak,
                "extent": source.extent,
                "seen_on": source.seen_on,
                "cited_on": [page.key for page in back[source.id]],
            }
        }
        for source in sorted(edition.sources, key=order)
    ]
    return form.as_json(records)


def as_bibtex(edition: Edition) -> bytes:
    """Write all sources as BibTeX in UTF-8."""
    return citations.bibtex([_item(source) for source in sorted(edition.sources, key=order)]).encode()


def _ris(source: Source) -> dict[str, Any]:
    """Give a source as rispy's record."""
    record = citations.item(source)
    year, *rest = (source.date or "").split("-")
    found = {
        "id": source.id,
        "type_of_reference": RIS_TYPES[source.type],
        "title": source.title,
        "authors": [_reversed(name) for name in record.get("author", ())],
        "journal_name": record.get("container-title"),
        "publisher": source.publisher,
        "year": year,
        "date": "/".join([year, *rest]) if rest else None,
        "volume": source.volume,
        "number": source.issue,
        "start_page": (source.pages or "").partition("–")[0],
        "end_page": (source.pages or "").partition("–")[2],
        "urls": [source.url] if source.url else None,
        "access_date": source.seen_on.replace("-", "/"),
        "language": source.language,
        "notes": [note(source)],
    }
    return {key: _line(value) for key, value in found.items() if value}


def _line(value: Any) -> Any:
    """Put a text on one line: a line end would end the field."""
    if isinstance(value, list):
        return [_line(one) for one in value]
    return " ".join(value.split())


def _reversed(name: dict[str, str]) -> str:
    """Give a CSL name as RIS has it: family name first; the comma behind a name in one part keeps readers from splitting it."""
    return f"{name['literal']}," if "literal" in name else f"{name['family']}, {name['given']}"


def as_ris(edition: Edition) -> bytes:
    """Write all sources as RIS in UTF-8."""
    records = [_ris(source) for source in sorted(edition.sources, key=order)]
    return rispy.dumps(records, implementation=_Writer).encode()
