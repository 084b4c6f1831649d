"""The records of the claims ledger and of the argument map, as authored and as resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from edition.model.base import CorrectionId, Day, Key, Prose, Record, SegmentId

ClaimId = Annotated[str, Field(pattern=r"^C\d\d$")]
ClaimType = Literal["reported fact", "classification", "cause", "motive", "forecast", "evaluation"]
Verdict = Literal["accurate", "accurate with a caveat", "imprecise", "inaccurate", "not decided by the sources"]
ScoreLabel = Literal["has happened", "partly", "not so far", "the reverse happened", "cannot be judged"]
Effect = Literal["weakened", "inverted", "vanished"]
# The effects of the machine's errors on a claim, the gravest last, and what a claim is that none of them touches.
EFFECTS: tuple[str, ...] = ("weakened", "inverted", "vanished")
KEPT = "kept"
# What can be called true or false; the other types are never given a verdict.
DECIDABLE = ("reported fact", "classification")
# How a claim bears on another; where the words are lost that would tell, it is not known.
Relation = Literal["supports", "qualifies", "leads to", "not known"]


class Point(Record):
    """One point of a case, with what it rests on."""

    text: Prose
    sources: tuple[Key, ...] = Field(min_length=1)


class Standing(Record):
    """How a claim stood, or stands now; where nothing was found, that is said and there is no source."""

    text: Prose
    sources: tuple[Key, ...] = ()


class Score(Record):
    """How a forecast stood on a day; earlier scores are kept."""

    date: Day
    label: ScoreLabel
    because: Prose
    sources: tuple[Key, ...] = Field(min_length=1)


class Forecast(Record):
    """What makes a forecast one that can be scored: how firmly it is put, until when, and what would show it.

    ``unscored`` says why there is no score.
    """

    modality: Literal["may", "will"]
    horizon: Prose
    test: Prose
    scores: tuple[Score, ...] = ()
    unscored: Prose | None = None


class Damage(Record):
    """What one error of the machine does to a claim; the record is that of its correction."""

    correction: CorrectionId
    effect: Effect


class AuthoredClaim(Record):
    """A claim of the body: where it stands, of what type it is, and how it stands.

    ``words`` are those of the corrected text on which it rests, ``text`` says in ours what the author claims,
    ``because`` gives the reason of the verdict. The two cases and ``then`` hold what was so at the day of the
    commentary, ``now`` what came after. ``undisputed`` says why one side is empty, ``few_sources`` why a reported fact
    rests on fewer than two. ``see_also`` are keys of pages that tell more. ``machine_says`` is what a reader of the machine text alone would take the claim to be.
    """

    id: ClaimId
    label: Annotated[str, Field(min_length=1, max_length=42)]
    segments: tuple[SegmentId, ...] = Field(min_length=1)
    words: tuple[Prose, ...] = Field(min_length=1)
    type: ClaimType
    text: Prose
    other_reading: Prose | None = None
    verdict: Verdict | None = None
    because: Prose | None = None
    case_for: tuple[Point, ...] = ()
    case_against: tuple[Point, ...] = ()
    undisputed: Prose | None = None
    few_sources: Prose | None = None
    changes: Prose
    then: Standing
    now: Standing
    forecast: Forecast | None = None
    damage: tuple[Damage, ...] = ()
    machine_says: Prose | None = None
    see_also: tuple[Key, ...] = ()

    @property
    def at_the_time(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Give what speaks of the time up to the commentary: field and text of each."""
        cases = [((side, index, "text"), point.text) for side, index, point in self.points]
        return (*cases, (("then", "text"), self.then.text))

    @property
    def points(self) -> tuple[tuple[str, int, Point], ...]:
        """Give the points of both cases: side, index, point."""
        sides = (("case_for", self.case_for), ("case_against", self.case_against))
        return tuple((side, index, point) for side, points in sides for index, point in enumerate(points))

    @property
    def resting(self) -> tuple[tuple[tuple[str | int, ...], tuple[str, ...]], ...]:
        """Give every place where it cites: field, and the ids of the sources."""
        scores = self.forecast.scores if self.forecast else ()
        return (
            *(((side, index, "sources"), point.sources) for side, index, point in self.points),
            (("then", "sources"), self.then.sources),
            (("now", "sources"), self.now.sources),
            *((("forecast", "scores", index, "sources"), score.sources) for index, score in enumerate(scores)),
        )

    @property
    def prose(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Give every text of ours in it: field and text."""
        single = ("label", "text", "other_reading", "because", "undisputed", "few_sources", "changes", "machine_says")
        found: list[tuple[tuple[str | int, ...], str]] = [((name,), getattr(self, name) or "") for name in single]
        found += [*self.at_the_time, (("now", "text"), self.now.text)]
        if self.forecast:
            names = ("horizon", "test", "unscored")
            found += [(("forecast", name), getattr(self.forecast, name) or "") for name in names]
            scores = enumerate(self.forecast.scores)
            found += [(("forecast", "scores", index, "because"), score.because) for index, score in scores]
        return tuple(found)


class Edge(Record):
    """How one claim bears on another."""

    source: ClaimId
    target: ClaimId
    relation: Relation


class Part(Record):
    """A part of the argument map: a stretch of the text, the thought in it, and how its claims hang together."""

    id: Key
    title: Prose
    text: Prose
    edges: tuple[Edge, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Claim:
    """A claim with what follows from its words: the weakest reading in them, and whether all their Chinese was seen.

    ``reading`` is None where the words are not in the corrected text.
    """

    authored: AuthoredClaim
    reading: str | None
    is_seen: bool

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.authored.id

    @property
    def is_settled(self) -> bool:
        """Tell whether its wording is seen or secure: only then it may have a verdict or a score."""
        return self.reading is not None and (self.is_seen or self.reading == "secure")

    @property
    def fate(self) -> str:
        """What the machine text made of it: kept, weakened, inverted or vanished."""
        return max((damage.effect for damage in self.authored.damage), key=EFFECTS.index, default=KEPT)

    @property
    def score(self) -> Score | None:
        """The latest score of a forecast."""
        forecast = self.authored.forecast
        return max(forecast.scores, key=lambda score: score.date, default=None) if forecast else None
