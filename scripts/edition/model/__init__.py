"""The records, as authored and as resolved.

Authored records are frozen pydantic classes with closed schemas, one per kind of record; their field names are the
keys in docs/_data and in the front matter of the pages. ``text`` has those of the commentary, ``background`` those of
the pages about it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from edition.model.background import ARTICLE_DAY, Event, Fact, FrontMatter, Member, Page, Person, Source, Subject
from edition.model.base import CorrectionId, Name, Record, SegmentId
from edition.model.claims import (
    DECIDABLE,
    EFFECTS,
    KEPT,
    AuthoredClaim,
    Claim,
    Damage,
    Edge,
    Forecast,
    Part,
    Point,
    Score,
    Standing,
)
from edition.model.questions import DIFFICULTIES, LEVELS, TYPES, Item, Misconception, Objective, Proof
from edition.model.spending import COUNTRIES, REGIONS, WORLD, Amount
from edition.model.text import (
    GAP,
    OPEN,
    READINGS,
    Article,
    AuthoredCorrection,
    AuthoredSegment,
    Check,
    Concordance,
    Correction,
    Kind,
    Parallel,
    Provenance,
    Quotation,
    Reviewer,
    Rival,
    Scoring,
    Segment,
    Severity,
    Site,
    Term,
    Typology,
    Use,
    Withdrawal,
    Witness,
)
from edition.notation import Edit

__all__ = [
    "ARTICLE_DAY",
    "COUNTRIES",
    "DECIDABLE",
    "DIFFICULTIES",
    "EFFECTS",
    "GAP",
    "KEPT",
    "LEVELS",
    "OPEN",
    "READINGS",
    "REGIONS",
    "TYPES",
    "WORLD",
    "Amount",
    "Article",
    "AuthoredClaim",
    "AuthoredCorrection",
    "AuthoredSegment",
    "Check",
    "Claim",
    "Concordance",
    "Correction",
    "CorrectionId",
    "Damage",
    "Edge",
    "Edition",
    "Event",
    "Fact",
    "Forecast",
    "FrontMatter",
    "Item",
    "Kind",
    "Member",
    "Misconception",
    "Name",
    "Objective",
    "Page",
    "Parallel",
    "Part",
    "Person",
    "Point",
    "Proof",
    "Provenance",
    "Quotation",
    "Record",
    "Reviewer",
    "Rival",
    "Score",
    "Scoring",
    "Segment",
    "SegmentId",
    "Severity",
    "Site",
    "Source",
    "Standing",
    "Subject",
    "Term",
    "Typology",
    "Use",
    "Withdrawal",
    "Witness",
]


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
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    concordance: tuple[Concordance, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    argument: tuple[Part, ...] = ()
    amounts: tuple[Amount, ...] = ()
    questions: tuple[Item, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()

    @cached_property
    def memo(self) -> dict[Hashable, Any]:
        """What has been computed from this edition and will be asked for again; it lives and dies with it."""
        return {}

    @cached_property
    def by_id(self) -> dict[str, Segment]:
        """Segments by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def correction_by_id(self) -> dict[str, Correction]:
        """Corrections by id."""
        return {correction.id: correction for correction in self.corrections}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def claims_by_segment(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that stand in each segment, by its id."""
        found: dict[str, tuple[Claim, ...]] = {}
        for claim in self.claims:
            for key in claim.authored.segments:
                found[key] = (*found.get(key, ()), claim)
        return found

    @cached_property
    def claims_by_correction(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that the error behind each correction changes, by the correction's id."""
        found: dict[str, tuple[Claim, ...]] = {}
        for claim in self.claims:
            for damage in claim.authored.damage:
                found[damage.correction] = (*found.get(damage.correction, ()), claim)
        return found

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def term_by_id(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def page_by_key(self) -> dict[str, Page]:
        """Pages by the key that references use."""
        return {page.key: page for page in self.pages}

    @cached_property
    def background(self) -> tuple[Page, ...]:
        """The background pages, by path."""
        return tuple(page for page in self.pages if page.front.kind)

    @cached_property
    def sets(self) -> tuple[Page, ...]:
        """The pages of the quiz's sets, by path."""
        return tuple(page for page in self.pages if page.path.startswith("quiz/") and page.key != "quiz")

    @cached_property
    def items_by_page(self) -> dict[str, tuple[Item, ...]]:
        """The items that stand on each page or set, by its key, in the order of the bank; retired ones too."""
        found: dict[str, tuple[Item, ...]] = {}
        for item in self.questions:
            for key in item.homes:
                found[key] = (*found.get(key, ()), item)
        return found

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The items that are not retired."""
        return tuple(item for item in self.questions if not item.retired)

    @cached_property
    def misconception_by_id(self) -> dict[str, Misconception]:
        """Misconceptions by id."""
        return {one.id: one for one in self.misconceptions}

    def reading_of(self, edit: Edit) -> str:
        """Give the weakest reading of an edit's corrections; knock-on edits and choices are secure."""
        grades = [self.correction_by_id[o].authored.reading for o in edit.owners if o in self.correction_by_id]
        return max(grades, key=READINGS.index, default="secure")
