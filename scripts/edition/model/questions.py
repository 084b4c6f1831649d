"""The records of the question bank: items of seven types, and the misconceptions that their distractors stand for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from edition.model.base import CorrectionId, Key, Prose, Record, SegmentId

ItemId = Annotated[str, Field(pattern=r"^q-[a-z0-9]+(-[a-z0-9]+)*$")]
ObjectiveId = Annotated[str, Field(pattern=r"^o-[a-z0-9]+(-[a-z0-9]+)*$")]
IdeaId = Annotated[str, Field(pattern=r"^m-[a-z0-9]+(-[a-z0-9]+)*$")]
OptionId = Annotated[str, Field(pattern=r"^[a-z]$")]
ItemType = Literal["single", "multiple", "matching", "ordering", "short", "mark", "repair"]
# The levels of Bloom's taxonomy as Anderson and Krathwohl revised it (2001), the lowest first.
Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate"]
TYPES: dict[str, str] = {
    "single": "single choice",
    "multiple": "multiple choice",
    "matching": "matching",
    "ordering": "ordering",
    "short": "short text",
    "mark": "mark the wrong words",
    "repair": "choose the repair",
}
LEVELS: tuple[str, ...] = ("remember", "understand", "apply", "analyze", "evaluate")
DIFFICULTIES: dict[int, str] = {1: "easy", 2: "middling", 3: "hard"}
# A place on this site that an item sends to: a scheme of references and a key.
Place = Annotated[str, Field(pattern=r"^(segment|claim|correction|term|page):[^\s:]+$")]
T = TypeVar("T")


class Objective(Record):
    """What a reader of a page should be able to do; ``text`` goes on from “you should be able to”."""

    id: ObjectiveId
    text: Prose


class Misconception(Record):
    """A wrong idea that readers bring or that the machine text suggests; distractors name the one they stand for."""

    id: IdeaId
    text: Prose


class Option(Record):
    """An option of a choice: ``origin`` is the correction whose error it repeats, ``idea`` the misconception behind it."""

    id: OptionId
    text: Prose
    key: bool = False
    feedback: Prose
    origin: CorrectionId | None = None
    idea: IdeaId | None = None
    see: Place | None = None


class Pair(Record):
    """A row of a matching item: ``right`` belongs to ``left``; several rows may share one."""

    id: OptionId
    left: Prose
    right: Prose
    feedback: Prose
    see: Place | None = None


class Other(Record):
    """An answer of a matching item that fits no row."""

    text: Prose
    feedback: Prose


class Step(Record):
    """A member of a sequence; the file has them in the right order."""

    id: OptionId
    text: Prose
    feedback: Prose
    see: Place | None = None


class Trap(Record):
    """Answers to a short question that were foreseen and are wrong."""

    forms: tuple[Prose, ...] = Field(min_length=1)
    feedback: Prose


class Chunk(Record):
    """A few words of a machine sentence; with ``origin``, the correction of the error in them, they are wrong."""

    id: OptionId
    text: Prose
    feedback: Prose
    origin: CorrectionId | None = None
    see: Place | None = None


class Proof(Record):
    """What proves the key: one place, and words that stand in it exactly."""

    segment: SegmentId | None = None
    claim: str | None = None
    source: Key | None = None
    correction: CorrectionId | None = None
    term: Key | None = None
    page: Key | None = None
    words: Prose

    @model_validator(mode="after")
    def _one_place(self) -> Proof:
        """Refuse a proof that names no place, or several."""
        if sum(getattr(self, kind) is not None for kind in PROVING) != 1:
            raise ValueError(f"a proof names one of {', '.join(PROVING)}")
        return self

    @property
    def place(self) -> tuple[str, str]:
        """Give the kind of the place and its key."""
        return next((kind, key) for kind in PROVING if (key := getattr(self, kind)) is not None)


PROVING = ("segment", "claim", "source", "correction", "term", "page")
# The fields of an item that only some types have.
PARTS: dict[str, tuple[str, ...]] = {
    "single": ("options",),
    "multiple": ("options",),
    "matching": ("pairs",),
    "ordering": ("steps",),
    "short": ("accept", "feedback", "otherwise"),
    "mark": ("segment", "chunks"),
    "repair": ("correction", "machine", "options"),
}
ALLOWED: dict[str, tuple[str, ...]] = {**PARTS, "matching": ("pairs", "others"), "short": (*PARTS["short"], "traps")}


class Item(Record):
    """A question with its key, and feedback for every way to answer it.

    ``page`` is the page whose objective it serves and on which it stands: a background or article page, or a set of the
    quiz; ``sets`` are further sets that it belongs to. ``script`` is that of all Chinese in it. Options have no order
    of their own: ``arranged`` gives one that is the same everywhere, and ``turn`` moves it on. A ``retired`` item keeps
    its id and says why it is no longer asked.
    """

    id: ItemId
    page: Key
    sets: tuple[Key, ...] = ()
    objective: ObjectiveId
    type: ItemType
    bloom: Bloom
    difficulty: Literal[1, 2, 3]
    stem: Prose
    script: Literal["zh-Hans", "zh-Hant"] | None = None
    turn: int = 0
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    others: tuple[Other, ...] = ()
    steps: tuple[Step, ...] = ()
    accept: tuple[Prose, ...] = ()
    traps: tuple[Trap, ...] = ()
    feedback: Prose | None = None
    otherwise: Prose | None = None
    segment: SegmentId | None = None
    chunks: tuple[Chunk, ...] = ()
    correction: CorrectionId | None = None
    machine: Prose | None = None
    see: tuple[Place, ...] = Field(min_length=1)
    proof: tuple[Proof, ...] = Field(min_length=1)
    retired: Prose | None = None

    @model_validator(mode="after")
    def _parts_fit(self) -> Item:
        """Refuse an item that lacks a part of its type, has one of another, or has no key that can be told."""
        every = {name for names in ALLOWED.values() for name in names}
        for name in PARTS[self.type]:
            if not getattr(self, name):
                raise ValueError(f"an item of type {self.type} needs '{name}'")
        for name in sorted(every - set(ALLOWED[self.type])):
            if getattr(self, name):
                raise ValueError(f"an item of type {self.type} takes no '{name}'")
        keys = sum(option.key for option in self.options)
        wrong = sum(chunk.origin is not None for chunk in self.chunks)
        if self.type in ("single", "repair") and keys != 1:
            raise ValueError(f"an item of type {self.type} has one option with 'key: true', not {keys}")
        if self.type == "multiple" and not 2 <= keys < len(self.options):
            raise ValueError("an item of type multiple has at least two options with 'key: true' and one without")
        if self.type == "mark" and not 0 < wrong < len(self.chunks):
            raise ValueError("an item of type mark has chunks with an origin and chunks without")
        bounds = {"options": (3, 7), "pairs": (3, 8), "steps": (3, 7), "chunks": (4, 12)}
        for name, (low, high) in bounds.items():
            if (count := len(getattr(self, name))) and not low <= count <= high:
                raise ValueError(f"an item has {low} to {high} {name}, not {count}")
        for name in ("options", "pairs", "steps", "chunks"):
            ids = [one.id for one in getattr(self, name)]
            if len(set(ids)) < len(ids):
                raise ValueError(f"two {name} have one id")
        return self

    @property
    def homes(self) -> tuple[str, ...]:
        """The keys of all pages and sets where it stands."""
        return tuple(dict.fromkeys((self.page, *self.sets)))

    def arranged(self, parts: Iterable[tuple[str, T]]) -> list[T]:
        """Put parts into an order that says nothing of the key and never changes.

        Args:
            parts: what to arrange, each under a name of its own.

        Returns:
            The parts, by the SHA-256 of their names with the item's id, moved on by ``turn``.
        """
        known = dict(parts)
        names = sorted(known, key=lambda name: hashlib.sha256(f"{self.id} {name}".encode()).digest())
        by = self.turn % len(names) if names else 0
        return [known[name] for name in (*names[by:], *names[:by])]

    @cached_property
    def shown_options(self) -> list[Option]:
        """The options in the order in which every page and file has them."""
        return self.arranged((option.id, option) for option in self.options)

    @cached_property
    def shown_steps(self) -> list[Step]:
        """The members of the sequence, out of order."""
        shown = self.arranged((step.id, step) for step in self.steps)
        return [*shown[1:], shown[0]] if tuple(shown) == self.steps else shown

    @cached_property
    def answers(self) -> list[str]:
        """The answers that rows of a matching item choose from, each once."""
        texts = dict.fromkeys([*(pair.right for pair in self.pairs), *(other.text for other in self.others)])
        return self.arranged((text, text) for text in texts)

    @property
    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give every text of it that a reader meets: field and text."""
        for name in ("stem", "feedback", "otherwise"):
            if text := getattr(self, name):
                yield (name,), text
        for name in ("options", "pairs", "others", "steps", "traps", "chunks"):
            for index, part in enumerate(getattr(self, name)):
                for inner in ("text", "left", "right", "feedback"):
                    if text := getattr(part, inner, None):
                        yield (name, index, inner), text
                for number, form in enumerate(getattr(part, "forms", ())):
                    yield (name, index, "forms", number), form
        for index, form in enumerate(self.accept):
            yield ("accept", index), form

    @property
    def places(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give every place that it sends to: field and place."""
        for index, place in enumerate(self.see):
            yield ("see", index), place
        for name in ("options", "pairs", "steps", "chunks"):
            for index, part in enumerate(getattr(self, name)):
                if part.see:
                    yield (name, index, "see"), part.see

    @cached_property
    def digest(self) -> str:
        """Eight hexadecimal digits of what is asked and answered; kept answers to another text are dropped."""
        names = ("type", "stem", "turn", "machine", "accept", "options", "pairs", "others", "steps", "traps", "chunks")
        kept = self.model_dump(include=set(names))
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:8]
