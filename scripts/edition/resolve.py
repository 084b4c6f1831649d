"""From authored segments and corrections to resolved ones: readings, tails, spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from edition import notation
from edition.issues import nearest
from edition.model import READINGS, AuthoredCorrection, AuthoredSegment, Correction, Segment
from edition.notation import Edit, NotationError, Piece

if TYPE_CHECKING:
    from edition.load import Sources

Span = tuple[int, int]


def resolve(
    sources: Sources, authored: list[AuthoredSegment], corrections: list[AuthoredCorrection], text: str
) -> tuple[tuple[Segment, ...], tuple[Correction, ...]]:
    """Bring segments and corrections together; findings go to ``sources``.

    Args:
        sources: where the records stand.
        authored: the segments in the order of the file.
        corrections: all corrections.
        text: the machine text.

    Returns:
        Segments and corrections, resolved as far as the findings allow.
    """
    known = {record.id: record for record in corrections}
    tails = _tails(sources, authored, text)
    segments = []
    for record in authored:
        pieces = _pieces(sources, record)
        owners = [owner for piece in pieces if isinstance(piece, Edit) for owner in piece.owners]
        ids = tuple(dict.fromkeys(owner for owner in owners if owner.startswith("c-")))
        for key in ids:
            if key not in known:
                hint = nearest(key, known)
                sources.add("C001", "segment", record.id, f"segment '{record.id}' names '{key}'.{hint}", "text")
        readings = [known[key].reading for key in ids if key in known]
        segments.append(
            Segment(
                record.id,
                record.kind,
                pieces,
                tails.get(record.id, ""),
                record.source_seen,
                record.carried,
                record.note,
                tuple(key for key in ids if key in known),
                max(readings, key=READINGS.index, default="secure"),
                record.no_claim,
            )
        )
    by_id = {segment.id: segment for segment in segments}
    return tuple(segments), tuple(_correction(sources, record, by_id) for record in corrections)


def _pieces(sources: Sources, record: AuthoredSegment) -> tuple[Piece, ...]:
    """Read a segment's notation, or note why it cannot be read."""
    try:
        return notation.parse(record.text.strip("\n"))
    except NotationError as error:
        code = "E002" if error.unlabeled else "E003"
        around = record.text[max(0, error.offset - 12) : error.offset + 28].replace("\n", " ")
        sources.add(code, "segment", record.id, f"segment '{record.id}': {error} at “{around}”.", "text")
        return ()


def _tails(sources: Sources, authored: list[AuthoredSegment], text: str) -> dict[str, str]:
    """Find each segment's machine reading in the machine text, in order; what lies between two is the first's tail."""
    tails: dict[str, str] = {}
    at, previous = 0, None
    for record in authored:
        try:
            reading = notation.machine(notation.parse(record.text.strip("\n")))
        except NotationError:
            return tails
        start = at
        while start < len(text) and text[start] in " \n":
            start += 1
        if not text.startswith(reading, start):
            same = next((i for i, (a, b) in enumerate(zip(reading, text[start:], strict=False)) if a != b), 0)
            has, should = reading[max(0, same - 15) : same + 20], text[start + max(0, same - 15) : start + same + 20]
            message = f"segment '{record.id}' has “{has}” where the machine text has “{should}”."
            sources.add("E001", "segment", record.id, message, "text")
            return tails
        if previous is not None:
            tails[previous] = text[at:start]
        elif start:
            sources.add("E001", "segment", record.id, "the machine text begins before the first segment.", "text")
        at, previous = start + len(reading), record.id
    if previous is not None:
        tails[previous] = ""
        if at != len(text):
            rest = text[at : at + 40].strip()
            message = f"the machine text goes on after the last segment: “{rest}”."
            sources.add("E001", "segment", previous, message, "text")
    return tails


def edits_of(segment: Segment) -> list[tuple[Span, Edit]]:
    """Give a segment's edits, each with the span of its machine words."""
    found: list[tuple[Span, Edit]] = []
    at = 0
    for piece in segment.pieces:
        length = len(piece.old if isinstance(piece, Edit) else piece.text)
        if isinstance(piece, Edit):
            found.append(((at, at + length), piece))
        at += length
    return found


def beside_gap(edit: Edit, corrections: Mapping[str, Correction]) -> str:
    """Give the weakest reading of an edit's corrections other than that of a gap, which is shown as such; else secure."""
    grades = [corrections[owner].authored.reading for owner in edit.owners if owner in corrections]
    return max((grade for grade in grades if grade != "not recovered"), key=READINGS.index, default="secure")


def find(words: str, text: str) -> list[Span]:
    """Find the quoted words in a text; ``[…]`` in the quotation marks the part that is meant."""
    left, bracket, rest = words.partition("[")
    inner, _, right = rest.partition("]")
    quoted, start, length = (left + inner + right, len(left), len(inner)) if bracket else (words, 0, len(words))
    return [(m.start() + start, m.start() + start + length) for m in re.finditer(f"(?={re.escape(quoted)})", text)]


def _correction(sources: Sources, record: AuthoredCorrection, segments: dict[str, Segment]) -> Correction:
    """Resolve the machine words of one correction to spans."""
    if record.typographic:
        spans = _typographic(record, segments)
        seen = tuple(sorted({letter for key in spans for letter in segments[key].source_seen}))
        return Correction(record, spans, seen)
    segment = segments.get(record.segment or "")
    if segment is None:
        hint = nearest(record.segment or "", segments)
        sources.add("R001", "correction", record.id, f"correction '{record.id}': no segment '{record.segment}'.{hint}")
        return Correction(record, {}, ())
    if not segment.pieces:
        return Correction(record, {}, ())
    spans_here: list[Span] = []
    for index, words in enumerate(record.words):
        found = find(words, segment.machine)
        if len(found) != 1:
            many = "does not stand" if not found else f"stands {len(found)} times"
            message = f"correction '{record.id}': “{words}” {many} in the machine text of {segment.id}."
            sources.add("C003", "correction", record.id, message, "words", index)
        else:
            spans_here += found
    return Correction(record, {segment.id: tuple(sorted(spans_here))}, segment.source_seen)


def _typographic(record: AuthoredCorrection, segments: dict[str, Segment]) -> dict[str, tuple[Span, ...]]:
    """Find a typographic correction's words in every edit that bears its label."""
    spans: dict[str, tuple[Span, ...]] = {}
    for segment in segments.values():
        here = [
            (start + first, start + last)
            for (start, _), edit in edits_of(segment)
            if record.id in edit.owners
            for words in record.words
            for first, last in find(words, edit.old)
        ]
        if here:
            spans[segment.id] = tuple(sorted(set(here)))
    return spans
