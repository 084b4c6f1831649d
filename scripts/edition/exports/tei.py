"""The edition as TEI P5 (Guidelines, chapters 2, 3.5, 11.3 and 12.3): one text that holds both readings.

The corrected reading is the text content without sic and orig; the machine reading is the text content without corr,
reg and supplied. White space between paragraphs is layout; within a paragraph it is text.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise

import lxml.etree

from edition.exports import tei_header
from edition.exports.tei_header import LANG, NAMESPACE, RESPONSIBLE, XML_ID, element
from edition.exports.withdrawal import quoted
from edition.model import GAP, AuthoredCorrection, Correction, Edition, Segment
from edition.notation import Edit

CERTAINTY = {"secure": "high", "contested": "medium", "conjecture": "low", "not recovered": "unknown"}
MACHINE = "en-x-mt"


def _append(node: lxml.etree._Element, text: str) -> None:
    """Append text to a node, after its last child."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def _pointers(ids: tuple[str, ...], prefix: str = "") -> str:
    """Give pointers to elements of this document."""
    return " ".join(f"#{prefix}{key}" for key in ids)


def _grades(reading: str, seen: tuple[str, ...]) -> dict[str, str]:
    """Give the two grades as attributes: ``cert`` for the reading, ``source`` for the witnesses seen."""
    return {"cert": CERTAINTY[reading]} | ({"source": _pointers(seen, "wit-")} if seen else {})


def _filled(node: lxml.etree._Element, text: str) -> lxml.etree._Element:
    """Put corrected text into a node, each gap as a gap whose description is the sign that readers see."""
    for part in re.split(f"({re.escape(GAP)})", text):
        if part == GAP:
            gap = element(node, "gap", reason="lost")
            element(gap, "desc", GAP)
        elif part:
            _append(node, part)
    return node


def _edit(node: lxml.etree._Element, edit: Edit, segment: Segment, edition: Edition) -> None:
    """Append one edit: an error as sic and corr, anything else as orig and reg; what was only added as supplied."""
    error = edit.kind == "error"
    attributes = {"resp": f"#{RESPONSIBLE}"}
    if error:
        reading = edition.reading_of(edit)
        evidence = "external" if segment.source_seen else "conjecture" if reading == "conjecture" else "internal"
        attributes |= _grades(reading, segment.source_seen) | {"evidence": evidence}
        attributes["corresp"] = _pointers(edit.owners)
    if not edit.old:
        _filled(element(node, "supplied", reason="omitted" if error else edit.kind, **attributes), edit.new)
        return
    choice = element(node, "choice")
    old = element(choice, "sic" if error else "orig", edit.old)
    old.set(LANG, MACHINE)
    kind = {} if error else {"type": edit.kind}
    _filled(element(choice, "corr" if error else "reg", **kind, **attributes), edit.new)


def _sentence(block: lxml.etree._Element, segment: Segment, edition: Edition) -> None:
    """Append a segment."""
    node = element(block, "s", **_grades(segment.reading, segment.source_seen))
    node.set(XML_ID, segment.id)
    if edition.article.withdrawn:
        element(node, "gap", reason="withdrawn")
    for piece in segment.pieces:
        if isinstance(piece, Edit):
            _edit(node, piece, segment, edition)
        else:
            _append(node, piece.text)


def _body(edition: Edition) -> lxml.etree._Element:
    """Give the text; a heading begins a division."""
    body = element(None, "body")
    division = element(body, "div")
    for number, group in groupby(edition.segments, key=lambda segment: segment.paragraph):
        members = list(group)
        kind = members[0].kind
        if kind == "heading" and len(division):
            division = element(body, "div")
        name = {"heading": "head", "header": "ab"}.get(kind, "p")
        block = element(division, name, **({"type": "header"} if kind == "header" else {}))
        block.set(XML_ID, f"p{number:02d}")
        _sentence(block, members[0], edition)
        for before, segment in pairwise(members):
            if before.machine_tail == " ":
                _append(block, " ")
            else:
                space = element(block, "choice")
                element(space, "orig", before.machine_tail).set(LANG, MACHINE)
                element(space, "reg", " ", type="boundary", resp=f"#{RESPONSIBLE}")
            _sentence(block, segment, edition)
    return body


def _entry(entries: lxml.etree._Element, label: str, text: str = "") -> lxml.etree._Element:
    """Append a labeled item."""
    element(entries, "label", label)
    return element(entries, "item", text)


def _chinese(entries: lxml.etree._Element, record: AuthoredCorrection) -> None:
    """Append the Chinese terms, each in its own language."""
    found = [("zh-Hans", record.zh_hans, {}), ("zh-Hant", record.zh_hant, {}), ("zh-Latn-pinyin", record.pinyin, {})]
    found.append(("zh-Hans", record.presumed, {"type": "presumed"}))
    for language, text, kind in found:
        if text:
            term = element(_entry(entries, "presumed Chinese" if kind else "Chinese"), "term", text, **kind)
            term.set(LANG, language)


def _note(parent: lxml.etree._Element, correction: Correction) -> None:
    """Append the whole record of a correction as a note on its segments."""
    record = correction.authored
    grades = _grades(record.reading, correction.source_seen)
    note = element(parent, "note", type="correction", resp=f"#{RESPONSIBLE}", **grades)
    note.set(XML_ID, record.id)
    note.set("target", _pointers(tuple(correction.spans)))
    element(note, "p", record.explanation)
    entries = element(note, "list", type="gloss")
    for words in record.words:
        before, meant, after = quoted(words)
        quotation = element(_entry(entries, "machine words"), "quote", before)
        quotation.set(LANG, MACHINE)
        element(quotation, "hi", meant).tail = after or None
    _entry(entries, "type", record.type)
    _entry(entries, "severity", record.severity)
    _entry(entries, "reading", record.reading)
    if record.mechanism:
        _entry(entries, "probable mechanism", record.mechanism)
    _chinese(entries, record)
    for parallel in record.parallels:
        item = _entry(entries, "parallel", parallel.text)
        if parallel.source:
            element(item, "idno", parallel.source, type="source")
    for rival in record.rivals:
        item = _entry(entries, "rival")
        element(item, "q", rival.wording)
        element(item, "gloss", rival.against)
    if record.settles:
        _entry(entries, "what would settle it", record.settles)


def _back(edition: Edition) -> lxml.etree._Element:
    """Give the corrections."""
    back = element(None, "back")
    division = element(back, "div", type="corrections")
    element(division, "head", "Corrections")
    for correction in edition.corrections:
        _note(division, correction)
    return back


def _lines(node: lxml.etree._Element) -> None:
    """Give every structural element a line of its own; within paragraphs, items and terms nothing is added."""
    if not len(node) or (node.text or "").strip() or any((child.tail or "").strip() for child in node):
        return
    if node.tag in {f"{{{NAMESPACE}}}{name}" for name in ("p", "ab", "head", "s", "item", "label", "quote", "desc")}:
        return
    node.text = "\n"
    for child in node:
        child.tail = "\n"
        _lines(child)


def write(edition: Edition) -> bytes:
    """Write the edition as one TEI document: header, text in both readings, corrections in the back matter.

    Args:
        edition: what ``published`` gives; a withdrawn segment is a gap with that reason.

    Returns:
        UTF-8 XML.
    """
    root = lxml.etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})
    root.set(LANG, "en")
    root.append(tei_header.header(edition))
    text = element(root, "text")
    text.append(_body(edition))
    text.append(_back(edition))
    _lines(root)
    return lxml.etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
