"""The notes of Read: what a reader must know of a doubtful or badly damaged place, numbered over the whole text.

A note belongs to a place in a segment. It tells of every contested, conjectural or lost reading and of every critical
fault there, and of words carried over from the machine whose Chinese may have said something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from edition.model import GAP, READINGS, Correction, Edition, Segment
from edition.notation import Edit

LEAD_WORDS = 5
SHORT_WORD = 5
# About how many code points a line of the text and a line of a note hold, and the height of the one in the other.
TEXT_LINE, NOTE_LINE, TEXT_HEIGHT = 68, 33, 1.45
NEAR = 2
CARRIED = "carried over"
_QUOTED = re.compile(r"“([^”]+)”")
_WORD = re.compile(r"[\w’'-]*\w")
# Punctuation that American printers set before a note's number.
_CLOSING = re.compile(r"[\w’'-]*[,.;:”’)]*")


@dataclass(frozen=True)
class Entry:
    """One explanation in a note: its correction or segment (``kind``), the words it is about, and their grades.

    ``terms`` are pairs of a language and Chinese words in it.
    """

    id: str
    words: str
    text: str
    reading: str
    seen: bool = False
    critical: bool = False
    kind: str = "segment"
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    """A note: its number, the offset of its marker in the corrected text of its segment, its lead words, its entries."""

    number: int
    offset: int
    lead: str
    entries: tuple[Entry, ...]

    @property
    def grade(self) -> str:
        """The weakest reading of the entries, as readers are told of it."""
        reading = max((entry.reading for entry in self.entries), key=[CARRIED, *READINGS].index)
        return "critical machine error" if reading == "secure" else reading

    @property
    def folded(self) -> float:
        """The height in the margin when the note is folded, in lines."""
        return ceil((len(self.lead) + len(self.grade) + 8) / NOTE_LINE) + 0.4

    @property
    def unfolded(self) -> float:
        """What opening it adds to its height, in lines."""
        several = len(self.entries) > 1
        texts = (len(entry.text) + len(entry.words) * several for entry in self.entries)
        terms = (sum(2 * len(words) for _, words in entry.terms) for entry in self.entries)
        return sum(ceil((text + term) / NOTE_LINE) + 2 for text, term in zip(texts, terms, strict=True))


def opened(beside: Sequence[Note], text: int) -> set[int]:
    """Choose the notes that stand open beside a paragraph: as many, from the first, as fit beside its text.

    Args:
        beside: the notes of the paragraph.
        text: its length in code points.

    Returns:
        The numbers of these notes; the others are folded to one line or two.
    """
    room = ceil(text / TEXT_LINE) * TEXT_HEIGHT + 1 - sum(note.folded for note in beside)
    chosen = set()
    for note in beside:
        if note.unfolded <= room:
            room -= note.unfolded
            chosen.add(note.number)
    return chosen


def is_noted(correction: Correction) -> bool:
    """Tell whether a correction gets a note: it leaves a doubt, or the machine's fault was critical."""
    record = correction.authored
    return not record.typographic and (record.reading != "secure" or record.severity == "critical")


def chinese(correction: Correction) -> tuple[tuple[str, str], ...]:
    """Give the Chinese of a correction with its language, in one script, where the Chinese was seen."""
    record = correction.authored
    if not correction.source_seen:
        return ()
    written = (("zh-Hans", record.zh_hans), ("zh-Hant", record.zh_hant))
    return tuple((language, words) for language, words in written if words)[:1]


def notes(edition: Edition) -> dict[str, tuple[Note, ...]]:
    """Give the notes of every segment, in the order of the text, numbered from 1 over the whole edition."""
    found: dict[str, tuple[Note, ...]] = {}
    number = 0
    for segment in edition.segments:
        text = segment.corrected
        here = list(_together(text, [*_corrected(segment, edition), *_carried(segment)]))
        found[segment.id] = tuple(
            Note(number + count, _after(text, place.end), _lead(text, place.start, place.end), place.entries)
            for count, place in enumerate(here, 1)
        )
        number += len(here)
    return found


@dataclass(frozen=True)
class _Place:
    """A stretch of a segment's corrected text, and what is to be said of it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def _together(text: str, places: list[_Place]) -> Iterator[_Place]:
    """Bring places together that lie in one another or at most NEAR words apart: one marker serves them."""
    waiting: _Place | None = None
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        if waiting and len(text[waiting.end : place.start].split()) <= NEAR:
            waiting = _Place(waiting.start, max(waiting.end, place.end), waiting.entries + place.entries)
            continue
        if waiting:
            yield waiting
        waiting = place
    if waiting:
        yield waiting


def _corrected(segment: Segment, edition: Edition) -> Iterator[_Place]:
    """Give the places of a segment's noted corrections."""
    for record in (edition.correction_by_id[key] for key in segment.corrections):
        if is_noted(record):
            start, end = _anchor(segment, record)
            authored = record.authored
            critical, seen = authored.severity == "critical", bool(record.source_seen)
            words = _lead(segment.corrected, start, end)
            terms = chinese(record)
            entry = Entry(record.id, words, authored.explanation, authored.reading, seen, critical, "correction", terms)
            yield _Place(start, end, (entry,))


def _anchor(segment: Segment, correction: Correction) -> tuple[int, int]:
    """Give the stretch of the corrected text that a note is about: its first edit that shows, or the gap."""
    stretches: list[tuple[int, int]] = []
    at = 0
    for piece in segment.pieces:
        if not isinstance(piece, Edit):
            at += len(piece.text)
            continue
        new = piece.new
        if correction.id in piece.owners:
            if correction.authored.reading == "not recovered" and GAP in new:
                gap = at + new.rindex(GAP)
                return gap, gap + len(GAP)
            stretches.append((at + len(new) - len(new.lstrip()), at + len(new.rstrip())) if new.strip() else (at, at))
        at += len(new)
    shown = [(start, end) for start, end in stretches if _WORD.search(segment.corrected[start:end])]
    return (shown or stretches)[0]


def _carried(segment: Segment) -> Iterator[_Place]:
    """Give the place of a segment's own note where it doubts words that were carried over.

    Such a note begins with the words in quotation marks, and no Chinese of the segment was seen.
    """
    quoted = _QUOTED.search(segment.note or "")
    if segment.source_seen or not segment.note or not quoted:
        return
    found = re.search(rf"\b{re.escape(quoted[1])}\b", segment.corrected, re.IGNORECASE)
    if found:
        words = _lead(segment.corrected, *found.span())
        yield _Place(*found.span(), (Entry(segment.id, words, segment.note, CARRIED),))


def _after(text: str, at: int) -> int:
    """Give where a marker stands: behind the word that ends or goes on at ``at``, and behind closing punctuation."""
    if at and text[at - 1].isspace():
        at = len(text[:at].rstrip())
    match = _CLOSING.match(text, at)
    return match.end() if match else at


def _lead(text: str, start: int, end: int) -> str:
    """Give the words a note begins with: those it is about, whole, at most LEAD_WORDS.

    A single short word, such as an article, takes the next one with it.
    """
    if text[start:end] == GAP:
        before = _WORD.findall(text[:start])[-2:]
        return " ".join([*before, GAP])
    opening = re.compile(r"[\w“‘\[]").search(text, start)
    start = opening.start() if opening and opening.start() < end else start
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    first = next((index for index, (_, last) in enumerate(spans) if last > start), len(spans) - 1)
    last = max((index for index, (begin, _) in enumerate(spans) if begin < end), default=first)
    if last == first and spans[first][1] - spans[first][0] < SHORT_WORD:
        last = min(first + 1, len(spans) - 1)
    cut = last - first >= LEAD_WORDS
    last = min(last, first + LEAD_WORDS - 1)
    words = text[spans[first][0] : spans[last][1]].strip(" ,.;:—")
    return words + (" …" if cut else "")
