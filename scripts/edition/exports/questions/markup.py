"""What the formats share that are written in XML or carry HTML: paragraphs of runs, and archives that are always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.builder import E

from edition.exports.questions.neutral import Runs

# The first day that a ZIP archive can name.
_DAY = (1980, 1, 1, 0, 0, 0)


def inline(parent: etree._Element, runs: Runs) -> etree._Element:
    """Append runs to an element: Chinese under its language, words of the machine as not to be translated."""
    namespace = etree.QName(parent).namespace
    span = f"{{{namespace}}}span" if namespace else "span"
    last: etree._Element | None = None
    for run in runs:
        if run.lang or run.machine:
            last = etree.SubElement(parent, span)
            last.text = run.text
            if run.lang:
                last.set("lang", run.lang)
                last.set("{http://www.w3.org/XML/1998/namespace}lang", run.lang) if namespace else None
            elif not namespace:
                last.set("translate", "no")
        elif last is None:
            parent.text = (parent.text or "") + run.text
        else:
            last.tail = (last.tail or "") + run.text
    return parent


def html(paragraphs: Iterable[Runs]) -> str:
    """Give paragraphs as HTML in a string, for formats that carry HTML as text; one alone is no paragraph."""
    made = [inline(E.p(), runs) for runs in paragraphs]
    if len(made) == 1:
        return etree.tostring(made[0], encoding="unicode").removeprefix("<p>").removesuffix("</p>")
    return "".join(etree.tostring(one, encoding="unicode") for one in made)


def xml(root: etree._Element) -> bytes:
    """Write a document (XML 1.0) in UTF-8, indented where that adds no text."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a ZIP archive whose bytes depend on nothing but names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return out.getvalue()
