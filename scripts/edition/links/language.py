"""Language marking of built pages: Chinese characters belong inside an element whose ``lang`` is written with them.

Han is the script of Unicode Standard Annex 24; the ranges are the blocks that hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree

from edition.links.build import Document, own_language, tag

HAN = re.compile(
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)
SPOKEN_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "content", "placeholder", "label", "summary")
WRITTEN_IN_HAN = frozenset({"zh", "ja", "ko"})
SILENT = frozenset({"script", "style"})


def unmarked_han(document: Document) -> Iterator[tuple[int, str]]:
    """Give each run of Han characters outside a Chinese language, with its line and where it stands."""
    chinese: dict[object, bool] = {}
    for node in document.root.iter():
        parent = node.getparent()
        inherited = chinese.get(parent, False)
        declared = own_language(node) if isinstance(node.tag, str) else None
        chinese[node] = inherited if declared is None else declared.lower().split("-")[0] in WRITTEN_IN_HAN
        line = node.sourceline or 0
        if not chinese[node] and isinstance(node.tag, str):
            yield from ((line, f"'{run}' in the {where} of {tag(node)}") for where, run in _own_han(node))
        if node.tail and parent is not None and not inherited and tag(parent) not in SILENT:
            yield from ((line, f"'{run}' in the text of {tag(parent)}") for run in HAN.findall(node.tail))


def _own_han(node: lxml.etree._Element) -> Iterator[tuple[str, str]]:
    """Give the runs in the text before the first child and in the attributes that are read out."""
    if tag(node) not in SILENT:
        yield from (("text", run) for run in HAN.findall(node.text or ""))
    for name in SPOKEN_ATTRIBUTES:
        yield from ((name, run) for run in HAN.findall(node.get(name, "")))
