"""The internal gate: reads every built page, style sheet and drawing and tests what they point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from edition.issues import Issue
from edition.links.build import Document, attribute_name, read_build, tag
from edition.links.language import SPOKEN_ATTRIBUTES, unmarked_han
from edition.links.references import Reference, in_css, in_document, in_text
from edition.links.resolve import LEFTOVER_SCHEMES, Resolver

TEXTS = (".xml", ".webmanifest", ".txt", ".json")
SAMPLES = frozenset({"script", "style", "code", "pre", "kbd", "samp"})
_LEFTOVER = re.compile(rf"\]\((?:{'|'.join(sorted(LEFTOVER_SCHEMES))}):[^)\s]*\)?")
_BLOCK = re.compile(r"\s*/?edition:")


def check_site(site: Path, origin: str = "") -> list[Issue]:
    """Check every page of a built site.

    Arguments:
        site: the folder of the built site.
        origin: the address at which it will stand, with its path if it has one; empty where none is assigned.

    Returns:
        The findings L001 to L006 and L009, sorted, each with the path below ``site`` and the source line.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    build = read_build(site)
    resolver = Resolver(build, origin)
    found: set[Issue] = set()
    if not build.named(".html"):
        found.add(Issue(".", 0, "L008", "The folder holds no page."))
    for name in build.named(".html", ".svg"):
        document = build.document(name)
        if document is None:
            found.add(Issue(name, 0, "L008", "The file cannot be parsed."))
            continue
        found.update(_addresses(resolver, name, document.base, in_document(document)))
        found.update(_marks(document))
    for name in build.named(".css"):
        loaded = (Reference(line, "css", address, loads=True) for line, address in in_css(build.text(name)))
        found.update(_addresses(resolver, name, "", loaded))
    if origin:
        for name in build.named(*TEXTS):
            own = (Reference(line, "text", address) for line, address in in_text(build.text(name), origin))
            found.update(_addresses(resolver, name, "", own))
    return sorted(found)


def _addresses(
    resolver: Resolver, name: str, base: str, references: Iterator[Reference] | list[Reference]
) -> Iterator[Issue]:
    """Give the findings L001, L002, L004 and L005 of the references of one file."""
    for reference in references:
        shown = f"{reference.where} '{reference.address}'"
        target = resolver.resolve(name, base, reference.address)
        if target.kind == "unresolved":
            yield Issue(name, reference.line, "L004", f"{shown} was not resolved.")
        elif target.kind == "outside" and reference.loads:
            yield Issue(name, reference.line, "L005", f"{shown} is loaded from elsewhere.")
        elif target.kind == "inside" and target.fault:
            yield Issue(name, reference.line, "L001", f"{shown}: {target.fault}")
        elif target.kind == "inside" and (fault := resolver.place_fault(target)):
            yield Issue(name, reference.line, "L002", f"{shown}: {fault}")


def _marks(document: Document) -> Iterator[Issue]:
    """Give the findings L003, L004 in text, L006 and L009 of one page."""
    for value, lines in document.ids.items():
        if len(lines) > 1:
            first, *others = lines
            yield from (
                Issue(document.name, line, "L003", f"The id '{value}' stands on line {first} already.")
                for line in others
            )
    for line, text in _visible(document):
        for found in _LEFTOVER.findall(text):
            yield Issue(document.name, line, "L004", f"'{found}' stands in the text.")
    for line, where in unmarked_han(document):
        yield Issue(document.name, line, "L006", f"{where}.")
    for node in document.root.iter():
        if not isinstance(node.tag, str) and _BLOCK.match(node.text or ""):
            yield Issue(document.name, node.sourceline or 0, "L009", f"'<!--{node.text}-->'.")


def _visible(document: Document) -> Iterator[tuple[int, str]]:
    """Give the texts that a reader sees or hears, samples of code left out, with their lines."""
    hidden: set[object] = set()
    for node in document.root.iter():
        parent = node.getparent()
        line = node.sourceline or 0
        if parent in hidden or not isinstance(node.tag, str) or tag(node) in SAMPLES:
            hidden.add(node)
        else:
            yield line, node.text or ""
            for name, value in node.attrib.items():
                if attribute_name(str(name)) in SPOKEN_ATTRIBUTES:
                    yield line, value
        if parent is not None and parent not in hidden:
            yield line, node.tail or ""
