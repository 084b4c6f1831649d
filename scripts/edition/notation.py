r"""The edit notation: CriticMarkup with the owner's label in the comment directly after each edit.

``{~~old~>new~~}{>>c-id<<}`` replaces, ``{++new++}{>>c-id<<}`` inserts, ``{--old--}{>>c-id<<}`` deletes.
A label is ``knock-on``, ``choice`` or a list of correction ids (``c-a, c-b``), with ``; rest: knock-on`` or
``; rest: choice`` where the corrections do not own the whole edit. A backslash makes the next of ``{ } ~ + - < > \``
literal. Reference: CriticMarkup 1.0 (criticmarkup.com), substitution, addition, deletion and comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SPECIAL = "{}~+-<>\\"
KINDS = ("knock-on", "choice")
_OPEN = {"{~~": "~~}", "{++": "++}", "{--": "--}"}
_OWNER = re.compile(r"c-[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class NotationError(ValueError):
    """The notation cannot be read; ``offset`` is the code point at which reading stopped."""

    def __init__(self, message: str, offset: int, *, unlabeled: bool = False) -> None:
        """Keep what is wrong, where, and whether the fault is a missing label."""
        super().__init__(message)
        self.offset = offset
        self.unlabeled = unlabeled


@dataclass(frozen=True)
class Text:
    """A stretch that both readings share."""

    text: str


@dataclass(frozen=True)
class Edit:
    """A stretch on which the two readings differ.

    ``owners`` are correction ids, or one of ``knock-on`` and ``choice``; ``rest`` says what the part of a large edit
    is that its corrections do not own.
    """

    old: str
    new: str
    owners: tuple[str, ...]
    rest: str | None = None

    @property
    def kind(self) -> str:
        """``error``, ``knock-on`` or ``choice``."""
        return self.owners[0] if self.owners[0] in KINDS else "error"


Piece = Text | Edit


def _until(source: str, start: int, stops: tuple[str, ...]) -> tuple[str, str, int]:
    """Read literal text from ``start`` to the first unescaped stop; give text, stop (or "" at the end) and its offset."""
    out: list[str] = []
    at = start
    while at < len(source):
        if source[at] == "\\" and at + 1 < len(source) and source[at + 1] in SPECIAL:
            out.append(source[at + 1])
            at += 2
            continue
        for stop in stops:
            if source.startswith(stop, at):
                return "".join(out), stop, at
        out.append(source[at])
        at += 1
    return "".join(out), "", at


def _label(source: str, start: int) -> tuple[tuple[str, ...], str | None, int]:
    """Read the label at ``start``; give owners, rest and the offset after it."""
    if not source.startswith("{>>", start):
        raise NotationError("an edit without a label after it", start, unlabeled=True)
    text, stop, at = _until(source, start + 3, ("<<}",))
    if not stop:
        raise NotationError("a label that is not closed with <<}", start)
    owned, _, rest_clause = text.partition(";")
    owners = tuple(owner.strip() for owner in owned.split(","))
    rest: str | None = None
    if rest_clause:
        key, _, value = rest_clause.partition(":")
        rest = value.strip()
        if key.strip() != "rest" or rest not in KINDS:
            raise NotationError(f"'{rest_clause.strip()}' is not 'rest: knock-on' or 'rest: choice'", start)
    if owners == ("",):
        raise NotationError("an edit with an empty label", start, unlabeled=True)
    for owner in owners:
        if owner in KINDS and (len(owners) > 1 or rest):
            raise NotationError(f"'{owner}' stands beside other owners", start)
        if owner not in KINDS and not _OWNER.match(owner):
            raise NotationError(f"'{owner}' is neither a correction id (c-…) nor knock-on or choice", start)
    if len(set(owners)) != len(owners):
        raise NotationError("a label that names one owner twice", start)
    return owners, rest, at + 3


def parse(source: str) -> tuple[Piece, ...]:
    """Read one segment's text.

    Args:
        source: running text with inline edits.

    Returns:
        Shared stretches and edits, in order; no empty stretch.

    Raises:
        NotationError: an edit is not closed, has no label, or has an empty side that another form expresses.
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(source):
        text, opening, found = _until(source, at, (*_OPEN, "{>>", "{=="))
        if text:
            pieces.append(Text(text))
        if not opening:
            break
        if opening not in _OPEN:
            raise NotationError(f"'{opening}' where no edit precedes it", found)
        closing = _OPEN[opening]
        stops = ("~>", closing) if opening == "{~~" else (closing,)
        first, stop, after = _until(source, found + 3, stops)
        if not stop:
            raise NotationError(f"an edit that is not closed with {closing}", found)
        old, new = (first, "") if opening == "{--" else ("", first)
        if opening == "{~~":
            if stop != "~>":
                raise NotationError("a replacement without ~> between its two sides", found)
            old = first
            new, stop, after = _until(source, after + 2, (closing,))
            if not stop:
                raise NotationError(f"an edit that is not closed with {closing}", found)
            if not old or not new:
                raise NotationError("a replacement with an empty side; write {++new++} or {--old--}", found)
        elif not first:
            raise NotationError("an edit that changes nothing", found)
        if old == new:
            raise NotationError("an edit whose two sides are the same", found)
        owners, rest, at = _label(source, after + 3)
        pieces.append(Edit(old, new, owners, rest))
    return tuple(pieces)


def machine(pieces: Iterable[Piece]) -> str:
    """Give the reading in which every edit is rejected."""
    return "".join(piece.text if isinstance(piece, Text) else piece.old for piece in pieces)


def corrected(pieces: Iterable[Piece]) -> str:
    """Give the reading in which every edit is accepted."""
    return "".join(piece.text if isinstance(piece, Text) else piece.new for piece in pieces)


def escape(text: str) -> str:
    """Put a backslash before every character that the notation could take as its own."""
    return "".join("\\" + char if char in SPECIAL else char for char in text)


def render(pieces: Iterable[Piece]) -> str:
    """Write pieces in the notation, so that ``parse(render(p)) == p`` for pieces that ``parse`` can give."""
    out: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            out.append(escape(piece.text))
            continue
        label = ", ".join(piece.owners) + (f"; rest: {piece.rest}" if piece.rest else "")
        old, new = escape(piece.old), escape(piece.new)
        if old and new:
            out.append(f"{{~~{old}~>{new}~~}}{{>>{label}<<}}")
        elif new:
            out.append(f"{{++{new}++}}{{>>{label}<<}}")
        else:
            out.append(f"{{--{old}--}}{{>>{label}<<}}")
    return "".join(out)
