"""Changing one record of an authored YAML file, and leaving every other byte as it is.

A file of records is a block sequence of block mappings. A record is taken out as text, its fields are changed by
whole lines or by the marks of a scalar, and it is put back between what stood before and after it. Every change is
read again and compared with what it should have done, so a style that this module does not know is an error and
never a loss. Format: YAML 1.1 as PyYAML reads it, in the subset of ``edition.records``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from edition.records import read_yaml

PROSE = ("explanation", "mechanism", "note", "read")
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]”)) (?=[A-Z“¶])")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RewriteError(ValueError):
    """A record is written in a way that cannot be changed in place."""


@dataclass
class File:
    """A data file: where it is, its bytes when it was read, its text as it is to be."""

    path: Path
    was: bytes
    text: str

    @classmethod
    def of(cls, path: Path) -> File:
        """Read a file that has passed the check."""
        was = path.read_bytes()
        return cls(path, was, was.decode("utf-8"))

    @property
    def now(self) -> bytes:
        """Its bytes as they are to be."""
        return self.text.encode()


def find(text: str, key: str) -> tuple[str, str, str] | None:
    """Cut a file of records in three: what stands before the record ``key``, the record, what stands after it.

    Returns:
        The three parts, which joined are ``text``; None where no record has this id.

    Raises:
        RewriteError: the record is in flow style.
    """
    root = yaml.compose(text, Loader=_LOADER)
    items = root.value if isinstance(root, SequenceNode) else []
    lines = text.splitlines(keepends=True)
    for index, item in enumerate(items):
        if not isinstance(item, MappingNode) or not any(k.value == "id" and v.value == key for k, v in item.value):
            continue
        if item.flow_style or root.flow_style:
            raise RewriteError(f"'{key}' is written between braces; write one field a line.")
        first = item.start_mark.line
        last = items[index + 1].start_mark.line if index + 1 < len(items) else len(lines)
        while last > first and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        return "".join(lines[:first]), "".join(lines[first:last]), "".join(lines[last:])
    return None


def values(record: str) -> dict[str, Any]:
    """Give the fields of a record as plain values."""
    document, issues = read_yaml(record, "record")
    if document is None:
        raise RewriteError("; ".join(issue.message for issue in issues))
    return document.value[0] if isinstance(document.value, list) else document.value


def _fields(record: str) -> dict[str, tuple[Node, int, int, int]]:
    """Give each field's value node, first line, line after its last, and column of its key."""
    root = yaml.compose(record, Loader=_LOADER)
    mapping = root.value[0] if isinstance(root, SequenceNode) else root
    lines = record.splitlines()
    starts = [key.start_mark.line for key, _ in mapping.value] + [len(lines)]
    found = {}
    for (key, value), first, after in zip(mapping.value, starts, starts[1:], strict=False):
        column, last = key.start_mark.column, after
        while last > first + 1 and _is_gap(lines[last - 1], column):
            last -= 1
        found[key.value] = (value, first, last, column)
    return found


def _is_gap(line: str, column: int) -> bool:
    """Tell whether a line is empty, or a comment that belongs to no field whose key stands in this column."""
    bare = line.lstrip(" ")
    return not bare or (bare.startswith("#") and len(line) - len(bare) <= column)


def scalar(value: Any) -> str:
    """Write a value on one line: plain where YAML reads it back as the same text, else quoted; a list in brackets."""
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    plain = f"- {value}\n"
    try:
        same = yaml.safe_load(plain) == [value] and value == value.strip() and value[:1] not in ("“", "‘")
    except yaml.YAMLError:
        same = False
    return value if same and "\n" not in value else json.dumps(value, ensure_ascii=False)


def field(key: str, value: Any, column: int) -> str:
    """Write one field as lines: prose as a folded block with one sentence a line, anything else on one line."""
    margin = " " * column
    if key in PROSE:
        body = "".join(f"{margin}  {sentence}\n" for sentence in _SENTENCE.split(value))
        return f"{margin}{key}: >-\n{body}"
    return f"{margin}{key}: {scalar(value)}\n"


def _item(fields: dict[str, str], column: int) -> str:
    """Write one item of a list of records, its dash in ``column``."""
    body = "".join(field(key, value, column + 2) for key, value in fields.items())
    return f"{' ' * column}- {body[column + 2 :]}"


def append(text: str, fields: dict[str, str]) -> str:
    """Add a record to the end of a file of records."""
    return text + ("" if text.endswith("\n") else "\n") + _item(fields, 0)


def _checked(record: str, wanted: dict[str, Any]) -> str:
    """Give the record if it says what it should.

    Raises:
        RewriteError: it does not.
    """
    if values(record) != wanted:
        raise RewriteError(f"'{wanted.get('id')}' is written in a way that cannot be changed in place.")
    return record


def _insert(record: str, written: Any, after: tuple[str, ...]) -> str:
    """Put the lines that ``written(column)`` gives behind the last of the fields in ``after`` that the record has."""
    fields = _fields(record)
    *_, last, column = fields[next(key for key in reversed(after) if key in fields)]
    lines = record.splitlines(keepends=True)
    before = "".join(lines[:last])
    return before + ("" if before.endswith("\n") else "\n") + written(column) + "".join(lines[last:])


def put(record: str, key: str, value: Any, after: tuple[str, ...] = ("id",)) -> str:
    """Set a field, in its place if the record has it, else behind the last of the fields in ``after``."""
    old = values(record)
    if old.get(key) == value:
        return record
    wanted = {**old, key: value}
    fields = _fields(record)
    if key not in fields:
        return _checked(_insert(record, lambda column: field(key, value, column), after), wanted)
    node, first, last, column = fields[key]
    lines = record.splitlines(keepends=True)
    one_line = node.start_mark.line == node.end_mark.line == first
    if one_line and key not in PROSE and not (isinstance(node, ScalarNode) and node.style in ("|", ">")):
        line = lines[first]
        middle = line[: node.start_mark.column] + scalar(value) + line[node.end_mark.column :]
    else:
        middle = field(key, value, column)
    return _checked("".join([*lines[:first], middle, *lines[last:]]), wanted)


def drop(record: str, key: str) -> str:
    """Take a field away, with its comments; nothing happens where the record does not have it."""
    fields = _fields(record)
    if key not in fields:
        return record
    _, first, last, _ = fields[key]
    lines = record.splitlines(keepends=True)
    wanted = {name: value for name, value in values(record).items() if name != key}
    return _checked("".join([*lines[:first], *lines[last:]]), wanted)


def keep_items(record: str, key: str, kept: list[int], added: list[dict[str, str]], after: tuple[str, ...]) -> str:
    """Keep some items of a list of records, by index, and add others behind them; an empty list takes the field away."""
    wanted = values(record)
    old = wanted.get(key, [])
    wanted[key] = [old[index] for index in kept] + added
    if wanted[key] == old:
        return record
    if not wanted[key]:
        return drop(record, key)
    fields = _fields(record)
    if key not in fields:
        written = lambda column: f"{' ' * column}{key}:\n" + "".join(_item(item, column + 2) for item in added)  # noqa: E731
        return _checked(_insert(record, written, after), wanted)
    node, first, last, column = fields[key]
    lines = record.splitlines(keepends=True)
    if node.flow_style:
        body = [f"{' ' * column}{key}:\n", *(_item(item, column + 2) for item in wanted[key])]
    else:
        starts = [item.start_mark.line for item in node.value] + [last]
        dash = len(lines[starts[0]]) - len(lines[starts[0]].lstrip(" "))
        body = lines[first : starts[0]]
        for index in kept:
            body += lines[starts[index] : starts[index + 1]]
        body += [_item(item, dash) for item in added]
    return _checked("".join([*lines[:first], *body, *lines[last:]]), wanted)


def replace(record: str, key: str, span: tuple[int, int], new: str) -> str:
    """Change a stretch of a text field.

    Where the stretch stands in the file as it reads, only its characters change; where it is broken over lines or
    escaped by quotation marks, the field is written anew as a literal block.

    Args:
        record: the record.
        key: the field.
        span: the stretch, half-open, in code points of the field's value.
        new: what stands there instead.
    """
    wanted = values(record)
    value: str = wanted[key]
    old = value[slice(*span)]
    wanted[key] = value[: span[0]] + new + value[span[1] :]
    _, first, last, column = _fields(record)[key]
    lines = record.splitlines(keepends=True)
    raw = "".join(lines[first:last])
    places = [match.start() for match in re.finditer(re.escape(old), raw)]
    in_value = [match.start() for match in re.finditer(re.escape(old), value)]
    if old and len(places) == len(in_value) and span[0] in in_value:
        at = places[in_value.index(span[0])]
        tried = raw[:at] + new + raw[at + len(old) :]
        whole = "".join([*lines[:first], tried, *lines[last:]])
        document, _ = read_yaml(whole, "record")
        if document is not None and values(whole) == wanted:
            return whole
    wanted[key] = wanted[key].rstrip("\n")
    margin = " " * (column + 2)
    body = "".join(f"{margin}{line}\n" for line in wanted[key].split("\n"))
    return _checked("".join([*lines[:first], f"{' ' * column}{key}: |-\n{body}", *lines[last:]]), wanted)
