"""Reading authored YAML so that every finding has a line: nodes, plain values, and the line of any place in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from edition.issues import Issue

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
# Controls, and what overrides the direction of text.
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """One YAML document: its file, its value, and the node tree that knows the lines."""

    path: str
    value: Any
    node: Node | None
    offset: int = 0

    def line(self, *loc: str | int) -> int:
        """Give the line, counted from 1, of the place ``loc`` (keys and indexes), or of the nearest place above it."""
        node, line = self.node, 1
        for step in loc:
            if isinstance(node, MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line + self.offset


def read_text(root: Path, path: str) -> tuple[str | None, list[Issue]]:
    """Read an authored text file as UTF-8 and refuse what does not belong in one.

    Args:
        root: the folder that ``path`` is relative to.
        path: as printed in findings.

    Returns:
        The text, or None where it cannot be used, and the findings.
    """
    file = root / path
    if not file.is_file():
        return None, [Issue(path, 0, "D005", "")]
    data = file.read_bytes()
    if len(data) > MAX_BYTES:
        return None, [Issue(path, 0, "D007", f"{len(data)} bytes, over the bound of {MAX_BYTES}.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Issue(path, line, "D004", f"byte 0x{data[error.start]:02x} is not UTF-8.")]
    if not _FORBIDDEN.search(text) and unicodedata.is_normalized("NFC", text):
        return text, []
    issues = []
    for number, content in enumerate(text.split("\n"), 1):
        bad = _FORBIDDEN.search(content)
        if bad:
            issues.append(Issue(path, number, "D004", f"U+{ord(bad[0]):04X} stands in the line."))
        elif not unicodedata.is_normalized("NFC", content):
            issues.append(Issue(path, number, "D004", "the line is not in normal form NFC."))
    return (None if issues else text), issues


def read_yaml(text: str, path: str, offset: int = 0) -> tuple[Document | None, list[Issue]]:
    """Read one YAML document into plain values.

    Args:
        text: the document.
        path: as printed in findings.
        offset: lines of the file that stand before ``text``.

    Returns:
        The document, or None, and the findings: bad syntax, aliases, tags, keys that stand twice.
    """
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return None, [Issue(path, event.start_mark.line + 1 + offset, "D007", "an anchor or alias.")]
            if (tag := getattr(event, "tag", None)) and not _implied(event):
                return None, [Issue(path, event.start_mark.line + 1 + offset, "D007", f"the tag {tag}.")]
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1 if mark else 1, text.rstrip("\n").count("\n") + 1) + offset
        return None, [Issue(path, line, "D001", f"{error.problem or error.context}.")]
    except (yaml.YAMLError, RecursionError) as error:
        return None, [Issue(path, 1 + offset, "D001", f"{error.__class__.__name__}.")]
    if node is None:
        return None, [Issue(path, 1 + offset, "D001", "it holds nothing.")]
    issues: list[Issue] = []
    value = _plain(node, path, offset, issues, 0)
    if issues:
        return None, issues
    return Document(path, value, node, offset), []


def _implied(event: Any) -> bool:
    """Tell whether an event's tag was not written out; scalars have one flag for plain and one for quoted form."""
    implicit = getattr(event, "implicit", True)
    return any(implicit) if isinstance(implicit, tuple) else bool(implicit)


def _plain(node: Node, path: str, offset: int, issues: list[Issue], depth: int) -> Any:
    """Turn a node into str, int, bool, None, list or dict; dates and floats stay as written, text."""
    line = node.start_mark.line + 1 + offset
    if depth > MAX_DEPTH:
        issues.append(Issue(path, line, "D007", f"nested more than {MAX_DEPTH} deep."))
        return None
    if isinstance(node, ScalarNode):
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return node.value.lower() in ("true", "yes", "on")
        if kind == "int" and node.value.isdecimal() and len(node.value) <= 15:
            return int(node.value)
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, path, offset, issues, depth + 1) for item in node.value]
    out: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            issues.append(Issue(path, line, "D007", "a key that is not a word."))
            continue
        if key.value in out:
            issues.append(Issue(path, key.start_mark.line + 1 + offset, "D003", f"'{key.value}'."))
        out[key.value] = _plain(value, path, offset, issues, depth + 1)
    return out
