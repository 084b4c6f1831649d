"""The edition as a translation memory, machine text to corrected text.

Format: TMX 1.4b (GALA, OSCAR recommendation of 26 April 2005), valid against its tmx14.dtd.
"""

from __future__ import annotations

import lxml.etree

from edition.exports.withdrawal import RIGHTS, quoted
from edition.model import Correction, Edition, Segment

MACHINE, CORRECTED = "en-x-mt", "en"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADER = {
    "creationtool": "two-oceans",
    "creationtoolversion": "1",
    "segtype": "sentence",
    "o-tmf": "edition.json",
    "adminlang": CORRECTED,
    "srclang": MACHINE,
    "datatype": "plaintext",
    "o-encoding": "UTF-8",
}


def _add(parent: lxml.etree._Element, name: str, text: str = "", **attributes: str) -> lxml.etree._Element:
    """Append an element with text."""
    node = lxml.etree.SubElement(parent, name, attributes)
    node.text = text or None
    return node


def _variant(unit: lxml.etree._Element, language: str, text: str) -> None:
    """Append one language's text to a unit."""
    variant = lxml.etree.SubElement(unit, "tuv", {_LANG: language})
    _add(variant, "seg", text)


def _properties(node: lxml.etree._Element, values: dict[str, str]) -> None:
    """Append properties; types of our own begin with ``x-`` (TMX 1.4b, section on ``type``)."""
    for name, value in values.items():
        _add(node, "prop", value, type=f"x-{name}")


def _grades(segment: Segment) -> dict[str, str]:
    """Give kind and both grades of a segment."""
    return {
        "kind": segment.kind,
        "source-seen": " ".join(segment.source_seen) or "none",
        "reading": segment.reading,
        "corrections": " ".join(segment.corrections) or "none",
    }


def _unit(body: lxml.etree._Element, segment: Segment) -> None:
    """Append the unit of one segment in both readings."""
    unit = _add(body, "tu", tuid=segment.id)
    _properties(unit, _grades(segment))
    _variant(unit, MACHINE, segment.machine)
    _variant(unit, CORRECTED, segment.corrected)


def _quotations(body: lxml.etree._Element, correction: Correction) -> None:
    """Append a unit with a correction's short quotations, the only machine words of a withdrawn article."""
    record = correction.authored
    unit = _add(body, "tu", tuid=record.id)
    _add(unit, "note", record.explanation)
    seen = " ".join(correction.source_seen) or "none"
    segments = " ".join(correction.spans)
    values = {"segments": segments, "type": record.type, "severity": record.severity}
    _properties(unit, values | {"source-seen": seen, "reading": record.reading})
    for words in record.words:
        _variant(unit, MACHINE, "".join(quoted(words)))


def write(edition: Edition) -> bytes:
    """Write the translation memory: one unit per segment, ``en-x-mt`` to ``en``, with both grades as properties.

    Args:
        edition: what ``published`` gives; where the article is withdrawn, the units are quotations by correction, and
            the segments with their grades stand in the header.

    Returns:
        UTF-8 XML with the document type of TMX 1.4.
    """
    root = lxml.etree.Element("tmx", {"version": "1.4"})
    header = lxml.etree.SubElement(root, "header", _HEADER)
    body = lxml.etree.SubElement(root, "body")
    notes = [RIGHTS, edition.provenance.permission, f"{edition.provenance.drafted} {edition.provenance.reviewed}"]
    withdrawn = edition.article.withdrawn
    if withdrawn:
        notes.append(f"{withdrawn.date}: {withdrawn.notice}")
    for note in notes:
        _add(header, "note", note)
    if withdrawn:
        for segment in edition.segments:
            _properties(header, {f"segment-{segment.id}": "; ".join(f"{k}: {v}" for k, v in _grades(segment).items())})
        for correction in edition.corrections:
            _quotations(body, correction)
    else:
        for segment in edition.segments:
            _unit(body, segment)
    lxml.etree.indent(root)
    text = lxml.etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    )
    return text + b"\n"
