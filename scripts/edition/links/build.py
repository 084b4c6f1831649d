"""A built site folder as the gate sees it: its files, its parsed pages, the ids that each of them offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import lxml.etree
import lxml.html

LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")


@dataclass(frozen=True)
class Document:
    """One parsed file: ``name`` is its path in the site folder, with forward slashes."""

    name: str
    root: lxml.etree._Element
    text: str

    @cached_property
    def elements(self) -> list[lxml.etree._Element]:
        """Give the elements in document order, comments and processing instructions left out."""
        return [node for node in self.root.iter() if isinstance(node.tag, str)]

    @cached_property
    def ids(self) -> dict[str, list[int]]:
        """Give every id with the source lines on which it stands; more than one line is a fault."""
        found: dict[str, list[int]] = {}
        for node in self.elements:
            if (name := node.get("id")) is not None:
                found.setdefault(name, []).append(node.sourceline or 0)
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Give all names that a fragment may point to: ids, and the ``name`` of an ``a`` element."""
        names = {node.get("name") for node in self.elements if tag(node) == "a"}
        return frozenset({*self.ids, *names} - {None})

    @cached_property
    def base(self) -> str:
        """Give the value of the page's ``base`` element, or the empty string."""
        return next((node.get("href", "") for node in self.elements if tag(node) == "base"), "")


@dataclass(frozen=True)
class Build:
    """A site folder with the set of its files; documents are parsed once, when first asked for."""

    folder: Path
    files: frozenset[str]
    _parsed: dict[str, Document | None] = field(default_factory=dict)

    def named(self, *suffixes: str) -> list[str]:
        """Give the files whose names end in one of ``suffixes``, sorted."""
        return sorted(name for name in self.files if name.lower().endswith(suffixes))

    def text(self, name: str) -> str:
        """Give a file as text; bytes that are not UTF-8 become replacement characters."""
        return (self.folder / name).read_bytes().decode("utf-8", errors="replace")

    def document(self, name: str) -> Document | None:
        """Give the parsed form of an HTML or SVG file, None where it cannot be parsed or is of another kind."""
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def _parse(self, name: str) -> Document | None:
        text = self.text(name)
        data = text.encode()
        try:
            if name.lower().endswith(".html"):
                root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
            elif name.lower().endswith(".svg"):
                # No entity is resolved: a drawing has no business naming files.
                root = lxml.etree.fromstring(data, lxml.etree.XMLParser(resolve_entities=False, no_network=True))
            else:
                return None
        except (lxml.etree.LxmlError, ValueError):
            return None
        return Document(name, root, text)


def read_build(folder: Path) -> Build:
    """List a built site.

    Raises:
        NotADirectoryError: there is no such folder; an absent site is never a clean one.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}: no built site here; run 'make build'.")
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Build(folder, frozenset(names))


def page_address(name: str) -> str:
    """Give the address of an HTML file below the site's root: ``article/index.html`` is ``/article/``."""
    folder, _, last = name.rpartition("/")
    if last != "index.html":
        return f"/{name}"
    return f"/{folder}/" if folder else "/"


def tag(node: lxml.etree._Element) -> str:
    """Give the local name of an element, in lower case, without its namespace."""
    return str(node.tag).rpartition("}")[2].lower()


def attribute_name(name: str) -> str:
    """Give the local name of an attribute, so that ``href`` and both forms of ``xlink:href`` are one."""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def own_language(node: lxml.etree._Element) -> str | None:
    """Give the language that an element declares for itself, None where it declares none."""
    return next((node.get(name) for name in LANG if node.get(name) is not None), None)
