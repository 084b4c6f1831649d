"""The records of the background: sources, events, and what a page says of itself in its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from edition.model.base import Date, Day, Key, Name, Prose, Record, SegmentId
from edition.model.questions import Objective

# The day of the commentary parts what its author could know from what came after.
ARTICLE_DAY = "2023-08-31"
Weakness = Literal["aggregator", "repost", "machine-written", "encyclopedia", "anonymous-file"]
Language = Literal["en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "es", "fr", "id", "it", "pt", "ru", "uk"]
PageKind = Literal[
    "state", "territory", "organization", "people", "outlet",
    "body", "document", "institution", "policy", "arrangement", "idea",
]  # fmt: skip


class Author(Name):
    """Who wrote a source: a person or a body; ``family`` is the part of ``en`` that a list sorts a Western name by."""

    family: str | None = None


class Source(Record):
    """A source that was seen, as a bibliographic record; ``type`` is a CSL 1.0.2 item type.

    ``date`` is ISO 8601, whole or to the year or month; ``archive`` is an address that was itself seen, or absent.
    Addresses are ASCII, everything else in them percent-encoded (RFC 3986).
    ``extent`` says how much of it was read and ``evidence`` exactly what; ``weak`` names what keeps it below the
    floor, so that it never stands alone; ``label`` marks state media, partisan and advocacy outlets, and ``stance``
    says in words where a source stands.
    """

    id: Key
    type: Literal[
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "chapter",
        "document",
        "legislation",
        "post-weblog",
        "report",
        "speech",
        "standard",
        "treaty",
        "webpage",
    ]
    title: Prose
    author: tuple[Author, ...] = ()
    publisher: Prose
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    date: Date | None = None
    url: Annotated[str, Field(pattern=r"^https?://[!-~]+$")] | None = None
    archive: Annotated[str, Field(pattern=r"^https?://[!-~]+$")] | None = None
    seen_on: Day
    language: Language
    primary: bool
    stance: str | None = None
    label: Literal["state media", "partisan", "advocacy"] | None = None
    weak: Weakness | None = None
    extent: Literal["whole", "part"]
    evidence: Prose


class Event(Record):
    """A dated event of the timeline; the precision of ``date`` is what is written of it: day, month or year.

    ``pages`` are the keys of the background pages that it concerns, ``segments`` the sentences that mention it.
    """

    id: Annotated[str, Field(pattern=r"^e-[a-z0-9]+(-[a-z0-9]+)*$")]
    date: Date
    text: Prose
    sources: tuple[Key, ...] = Field(min_length=1)
    pages: tuple[Key, ...] = Field(min_length=1)
    segments: tuple[SegmentId, ...] = ()

    @property
    def is_after(self) -> bool:
        """Tell whether it is later than the commentary; one dated to its month or year alone is not."""
        return self.date > ARTICLE_DAY


class ChineseName(Record):
    """A name in Chinese characters of both scripts, and in pinyin with tone marks."""

    zh_hans: Prose
    zh_hant: Prose
    pinyin: Prose


class Subject(Record):
    """Something that a page is about, and the words that denote it.

    ``aliases`` are what people type into a search; ``article_forms`` stand in the corrected text and are matched as
    whole words; ``machine_forms`` are garbled forms in the machine text.
    """

    names: ChineseName | None = None
    aliases: tuple[Prose, ...] = ()
    article_forms: tuple[Prose, ...] = ()
    machine_forms: tuple[Prose, ...] = ()


class Person(Subject):
    """One of several people on a page; ``id`` is the id of their section."""

    id: Key
    title: Prose


class Fact(Record):
    """A row of the fact box."""

    label: Prose
    value: Prose
    sources: tuple[Key, ...] = Field(min_length=1)


class Member(Record):
    """A member of a body: a page of ours, or a name; ``since`` and ``until`` as far as the source gives them."""

    page: Key | None = None
    name: Prose | None = None
    since: Date | None = None
    until: Date | None = None
    source: Key

    @model_validator(mode="after")
    def _one_of_both(self) -> Member:
        """Refuse a member that has both a page and a name, or neither."""
        if (self.page is None) == (self.name is None):
            raise ValueError("a member has either a page or a name")
        return self


class FrontMatter(Subject):
    """What a page says of itself; a page with a ``kind`` is a background page and follows the template of its kind.

    ``short`` is a title for narrow columns.
    """

    title: Prose
    description: Prose
    hide: tuple[Literal["navigation", "toc", "path"], ...] = ()
    search: dict[Literal["exclude"], bool] | None = None
    template: str | None = None
    kind: PageKind | None = None
    short: Prose | None = None
    small: bool = False
    facts: tuple[Fact, ...] = ()
    members: tuple[Member, ...] = ()
    people: tuple[Person, ...] = ()
    objectives: tuple[Objective, ...] = Field((), max_length=4)
    reviewed: Day | None = None
    see_also: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Page:
    """An authored page: path in docs/, its front matter, its body, and the lines of the file before the body."""

    path: str
    front: FrontMatter
    body: str
    offset: int

    @property
    def key(self) -> str:
        """What references call the page: its slug, or the folder's name for its index."""
        parts = self.path.removesuffix(".md").split("/")
        if parts == ["index"]:
            return "home"
        return parts[-2] if parts[-1] == "index" else parts[-1]

    @property
    def subjects(self) -> tuple[tuple[str | None, str, Subject], ...]:
        """What the page is about: id of the section (None: the page itself), title, and the words that denote it."""
        people = tuple((person.id, person.title, person) for person in self.front.people)
        return people or ((None, self.front.title, self.front),)
