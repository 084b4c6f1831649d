"""The records of the text, as authored and as resolved: segments, corrections, terms, and who answers for them.

Resolved records are frozen dataclasses: what follows from the authored ones is computed, never typed. All offsets are
code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, field_validator

from edition import notation
from edition.model.base import CorrectionId, Day, Key, Name, Prose, Record, SegmentId
from edition.notation import Piece

Reading = Literal["secure", "contested", "conjecture", "not recovered"]
READINGS: tuple[str, ...] = ("secure", "contested", "conjecture", "not recovered")
# The readings that leave a question open, the gravest first.
OPEN = ("not recovered", "conjecture", "contested")
Severity = Literal["minor", "major", "critical"]
Kind = Literal["header", "heading", "sentence"]
GAP = "[…]"


class Article(Record):
    """The commentary as a bibliographic item."""

    headline: Name
    author: Name
    paper: Name
    place: Prose
    date: Prose
    withdrawn: Withdrawal | None = None


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
    """Who answers for the text, and how the background pages were made: the one home of every such statement."""

    drafted: Prose
    reviewed: Prose
    checks: tuple[Check, ...]
    reviewers: tuple[Reviewer, ...]
    invitation: Prose
    permission: Prose
    background: Prose | None = None


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


class Scoring(Record):
    """How errors are weighed into one figure: by which published document, and who marked the errors.

    ``weights`` are penalty points by severity; ``section`` says where in the source they and the formula stand.
    """

    source: Prose
    section: Prose
    weights: dict[Severity, Annotated[int, Field(ge=0)]]
    annotators: Prose
    caveat: Prose


class Typology(Record):
    """The published list of error types, taken verbatim, and the weights that a score is computed with."""

    name: Prose
    publisher: Prose
    date: Prose
    url: Prose
    types: dict[str, tuple[str, ...]]
    scoring: Scoring | None = None


class AuthoredSegment(Record):
    """A segment as written: running text with inline edits; ``source_seen`` names the witnesses of its Chinese.

    ``no_claim`` says why a sentence of the body carries no claim.
    """

    id: SegmentId
    kind: Kind
    source_seen: tuple[Annotated[str, Field(pattern=r"^[A-Z]$")], ...] = ()
    carried: Literal["checked"] | None = None
    note: str | None = None
    no_claim: Prose | None = None
    text: Prose


class Parallel(Record):
    """A passage that supports a reading: where it is, and the source it comes from where it lies outside the article."""

    text: Prose
    source: str | None = None


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
    parallels: tuple[Parallel, ...] = ()
    rivals: tuple[Rival, ...] = ()
    settles: str | None = None

    @field_validator("parallels", mode="before")
    @classmethod
    def _plain_parallels(cls, value: object) -> object:
        """Take a bare sentence for a parallel without a source."""
        return (
            [{"text": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value
        )


class Use(Record):
    """How one side uses a word whose use is contested."""

    by: Prose
    use: Prose


class Term(Record):
    """A word of the glossary; ``forms`` are the declared inflections, matched as whole words."""

    id: Key
    en: Prose
    forms: tuple[Prose, ...] = ()
    zh_hans: str | None = None
    zh_hant: str | None = None
    pinyin: str | None = None
    seen: bool
    definition: Prose
    machine: tuple[Prose, ...] = ()
    uses: tuple[Use, ...] = ()
    exceptions: tuple[Annotated[str, Field(pattern=r"^p\d\ds\d\d: .+")], ...] = ()
    sources: tuple[str, ...] = ()


class Quotation(Record):
    """A short exact quotation from the author's other work, under 25 words, with what must be kept in mind."""

    source: Prose
    text: Prose
    language: Literal["en", "zh-Hans", "zh-Hant"] = "en"
    caveat: Prose


class Concordance(Record):
    """How the same author put a contested thought elsewhere, and what that does to our grade."""

    id: Key
    phrase: Prose
    segments: tuple[SegmentId, ...] = Field(min_length=1)
    corrections: tuple[CorrectionId, ...] = ()
    quotations: tuple[Quotation, ...]
    effect: Prose


class Withdrawal(Record):
    """The take-down switch: since when the full texts are withdrawn, and the notice that stands in their place."""

    date: Day
    notice: Prose


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
    no_claim: str | None = None

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
