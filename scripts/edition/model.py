"""The records, as authored and as resolved.

Authored records are frozen pydantic classes with closed schemas, one per kind of record; their field names are the
keys in docs/_data. Resolved records are frozen dataclasses: what follows from the authored ones is computed, never
typed. All offsets are code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from edition import notation
from edition.notation import Edit, Piece

Reading = Literal["secure", "contested", "conjecture", "not recovered"]
READINGS: tuple[str, ...] = ("secure", "contested", "conjecture", "not recovered")
Severity = Literal["minor", "major", "critical"]
Kind = Literal["header", "heading", "sentence"]
GAP = "[…]"

SegmentId = Annotated[str, Field(pattern=r"^p\d\ds\d\d$")]
CorrectionId = Annotated[str, Field(pattern=r"^c-[a-z0-9]+(-[a-z0-9]+)*$")]
Prose = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """What all authored records share: they are closed and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Record):
    """A name in English and, where it has them, in Chinese characters and pinyin."""

    en: Prose
    zh_hans: str | None = None
    zh_hant: str | None = None
    pinyin: str | None = None


class Article(Record):
    """The commentary as a bibliographic item."""

    headline: Name
    author: Name
    paper: Name
    place: Prose
    date: Prose


class Check(Record):
    """One check that somebody made: of which paragraphs, against what."""

    scope: Prose
    against: Prose


class Reviewer(Record):
    """A named person who answers for the translation or a part of it."""

    name: Prose
    scope: Prose
    date: Prose


class Provenance(Record):
    """Who answers for the text: the one home of every such statement."""

    drafted: Prose
    reviewed: Prose
    checks: tuple[Check, ...]
    reviewers: tuple[Reviewer, ...]
    invitation: Prose
    permission: Prose


class Site(Record):
    """Who runs the site; an empty tracker or contact means that none is published."""

    owner: Prose
    tracker: str
    contact: str
    editors: tuple[str, ...]


class Witness(Record):
    """A text that the edition rests on, and exactly what of it was read."""

    id: Annotated[str, Field(pattern=r"^[A-Z]$")]
    name: Prose
    title: str
    site: str
    date: str
    script: str
    read: Prose
    sha256: str | None = None


class Typology(Record):
    """The published list of error types, taken verbatim."""

    name: Prose
    publisher: Prose
    date: Prose
    url: Prose
    types: dict[str, tuple[str, ...]]


class AuthoredSegment(Record):
    """A segment as written: running text with inline edits."""

    id: SegmentId
    kind: Kind
    source_seen: tuple[Literal["S", "T"], ...] = ()
    carried: Literal["checked"] | None = None
    note: str | None = None
    text: Prose


class Rival(Record):
    """Another wording of the same span, and the reason against it."""

    wording: Prose
    against: Prose


class AuthoredCorrection(Record):
    """What was wrong with some machine words, why, and how sure we are.

    ``words`` quotes the machine text; ``[…]`` in a quotation marks the words meant within their context and ``[]`` an
    omission. A typographic correction has no segment: its words are found in every edit that bears its label.
    """

    id: CorrectionId
    segment: SegmentId | None = None
    typographic: bool = False
    words: tuple[Prose, ...] = Field(min_length=1)
    type: Prose
    severity: Severity
    reading: Reading
    explanation: Prose
    mechanism: str | None = None
    zh_hans: str | None = None
    zh_hant: str | None = None
    pinyin: str | None = None
    presumed: str | None = None
    parallels: tuple[Prose, ...] = ()
    rivals: tuple[Rival, ...] = ()
    settles: str | None = None


class FrontMatter(Record):
    """What a page says of itself."""

    title: Prose
    description: Prose
    hide: tuple[Literal["navigation", "toc", "path"], ...] = ()
    search: dict[Literal["exclude"], bool] | None = None
    template: str | None = None


@dataclass(frozen=True)
class Segment:
    """A sentence, heading or header line in both readings.

    ``machine + machine_tail`` of all segments, joined, is the machine text; ``paragraph`` and ``sentence`` count
    from 1.
    """

    id: str
    kind: str
    pieces: tuple[Piece, ...]
    machine_tail: str
    source_seen: tuple[str, ...]
    carried: str | None
    note: str | None
    corrections: tuple[str, ...]
    reading: str

    @property
    def paragraph(self) -> int:
        """The number of the paragraph."""
        return int(self.id[1:3])

    @property
    def sentence(self) -> int:
        """The number of the sentence in its paragraph."""
        return int(self.id[4:])

    @cached_property
    def machine(self) -> str:
        """The machine's reading."""
        return notation.machine(self.pieces)

    @cached_property
    def corrected(self) -> str:
        """The published reading."""
        return notation.corrected(self.pieces)

    @property
    def name(self) -> str:
        """How readers are told of it: ¶3, sentence 1."""
        return f"¶{self.paragraph}, sentence {self.sentence}" if self.kind == "sentence" else f"¶{self.paragraph}"


@dataclass(frozen=True)
class Correction:
    """A correction with its machine words resolved to spans: ``{segment id: ((start, end), …)}``, half-open."""

    authored: AuthoredCorrection
    spans: dict[str, tuple[tuple[int, int], ...]] = field(hash=False)
    source_seen: tuple[str, ...]

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.authored.id


@dataclass(frozen=True)
class Page:
    """An authored page: path in docs/, its front matter, its body, and the lines of the file before the body."""

    path: str
    front: FrontMatter
    body: str
    offset: int


@dataclass(frozen=True)
class Edition:
    """Everything, read and resolved."""

    article: Article
    provenance: Provenance
    site: Site
    typology: Typology
    witnesses: tuple[Witness, ...]
    segments: tuple[Segment, ...]
    corrections: tuple[Correction, ...]
    pages: tuple[Page, ...]

    @cached_property
    def by_id(self) -> dict[str, Segment]:
        """Segments by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def correction_by_id(self) -> dict[str, Correction]:
        """Corrections by id."""
        return {correction.id: correction for correction in self.corrections}

    def reading_of(self, edit: Edit) -> str:
        """Give the weakest reading of an edit's corrections; knock-on edits and choices are secure."""
        grades = [self.correction_by_id[o].authored.reading for o in edit.owners if o in self.correction_by_id]
        return max(grades, key=READINGS.index, default="secure")
