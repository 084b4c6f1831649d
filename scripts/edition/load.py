"""From docs/ to an Edition, or to issues with file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from edition import claims, spending
from edition.issues import Issue, nearest
from edition.model import (
    Amount,
    Article,
    AuthoredClaim,
    AuthoredCorrection,
    AuthoredSegment,
    Concordance,
    Edition,
    Event,
    FrontMatter,
    Item,
    Misconception,
    Page,
    Part,
    Provenance,
    Site,
    Source,
    Term,
    Typology,
    Witness,
)
from edition.records import Document, read_text, read_yaml
from edition.resolve import resolve

R = TypeVar("R", bound=BaseModel)


@dataclass
class Sources:
    """Where each record stands, for the rules that speak of records: ``{(kind, id): (document, index)}``.

    The kind "page" has the front matter of a page under its path, and no index.
    """

    root: Path
    issues: list[Issue] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[Document | spending.Row, int | None]] = field(default_factory=dict)

    def place(self, kind: str, key: str, *loc: str | int) -> tuple[str, int]:
        """Give path and line of a record, or of a field in it."""
        document, index = self.places[kind, key]
        return document.path, document.line(*loc) if index is None else document.line(index, *loc)

    def add(self, code: str, kind: str, key: str, message: str, *loc: str | int) -> None:
        """Note a finding at a record."""
        path, line = self.place(kind, key, *loc)
        self.issues.append(Issue(path, line, code, message))


def load_into(sources: Sources, docs: Path) -> Edition | None:
    """Read everything under ``docs`` and resolve it.

    Args:
        sources: takes the findings, and the places of the records.
        docs: the folder of authored pages, with ``_data`` in it.

    Returns:
        The edition, or None where something stands in its way.
    """
    data = f"{docs.name}/_data"
    article = _one(sources, f"{data}/article.yml", Article)
    provenance = _one(sources, f"{data}/provenance.yml", Provenance)
    site = _one(sources, f"{data}/site.yml", Site)
    typology = _one(sources, f"{data}/typology.yml", Typology)
    witnesses = _many(sources, f"{data}/witnesses.yml", Witness, "witness")
    segments = _many(sources, f"{data}/segments.yml", AuthoredSegment, "segment")
    corrections = _folder(sources, docs, "corrections", AuthoredCorrection, "correction")
    cited = _folder(sources, docs, "sources", Source, "source")
    terms = _folder(sources, docs, "terms", Term, "term")
    concordance = _folder(sources, docs, "concordance", Concordance, "concordance")
    events = _folder(sources, docs, "events", Event, "event")
    claimed = _folder(sources, docs, "claims", AuthoredClaim, "claim")
    argument = _folder(sources, docs, "argument", Part, "part")
    amounts = _amounts(sources, docs)
    questions = _folder(sources, docs, "questions", Item, "question")
    misconceptions = _folder(sources, docs, "misconceptions", Misconception, "misconception")
    pages = [page for file in sorted(docs.rglob("*.md")) if (page := _page(sources, docs, file))]
    machine = _machine(sources, f"{data}/machine-translation.txt")
    if sources.issues or not (article and provenance and site and typology and machine):
        return None
    parts = resolve(sources, segments, corrections, machine)
    of_segments, of_corrections = ({record.id: record for record in records} for records in parts)
    ledger = claims.resolve(claimed, of_segments, of_corrections)
    by_path = tuple(sorted(pages, key=lambda page: page.path))
    # A date to the year or month stands before the days in it.
    dated = sorted(events, key=lambda event: (event.date, event.id))
    records = tuple(cited), tuple(terms), tuple(concordance), tuple(dated), ledger, tuple(argument), amounts
    bank = tuple(questions), tuple(misconceptions)
    return Edition(article, provenance, site, typology, tuple(witnesses), *parts, by_path, *records, *bank)


def private(sources: Sources, folder: Path) -> list[Item]:
    """Read the questions of a folder outside the site, as those of the bank are read.

    Raises:
        FileNotFoundError: the folder is not there, or holds no .yml file.
    """
    files = sorted(folder.resolve().glob("*.yml"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no .yml file")
    return [item for file in files for item in _many(sources, str(file), Item, "question")]


def _machine(sources: Sources, path: str) -> str | None:
    """Read the machine text as it is, byte for byte; it is ASCII, and line endings are part of it."""
    file = sources.root / path
    if not file.is_file():
        sources.issues.append(Issue(path, 0, "D005", ""))
        return None
    try:
        return file.read_bytes().decode("ascii")
    except UnicodeDecodeError:
        sources.issues.append(Issue(path, 0, "E006", "it holds bytes that are not ASCII."))
        return None


def _yaml(sources: Sources, path: str) -> Document | None:
    """Read one YAML file and keep its findings."""
    text, issues = read_text(sources.root, path)
    document = None
    if text is not None:
        document, more = read_yaml(text, path)
        issues += more
    sources.issues += issues
    return document


def _one(sources: Sources, path: str, model: type[R]) -> R | None:
    """Read a file that holds one record."""
    document = _yaml(sources, path)
    return _validate(sources, document, model, document.value, ()) if document else None


def _many(sources: Sources, path: str, model: type[R], kind: str) -> list[R]:
    """Read a file that holds a list of records with ids, and note where each stands."""
    document = _yaml(sources, path)
    if not document:
        return []
    if not isinstance(document.value, list):
        sources.issues.append(Issue(path, 1, "D002", "the file holds no list of records."))
        return []
    found = []
    for index, value in enumerate(document.value):
        record = _validate(sources, document, model, value, (index,))
        if record is None:
            continue
        key = (kind, str(record.id))
        if key in sources.places:
            other = sources.place(*key)
            message = f"{kind} '{key[1]}' also stands at {other[0]}:{other[1]}."
            sources.issues.append(Issue(path, document.line(index, "id"), "D006", message))
            continue
        sources.places[key] = (document, index)
        found.append(record)
    return found


def _folder(sources: Sources, docs: Path, name: str, model: type[R], kind: str) -> list[R]:
    """Read every file of a folder of docs/_data; a folder that is not there holds nothing."""
    files = sorted((docs / "_data" / name).glob("*.yml"))
    return [record for file in files for record in _many(sources, f"{docs.name}/_data/{name}/{file.name}", model, kind)]


def _amounts(sources: Sources, docs: Path) -> tuple[Amount, ...]:
    """Read the table of military spending; an edition without one has no amounts."""
    path = f"{docs.name}/_data/military-expenditure.csv"
    if not (sources.root / path).is_file():
        return ()
    text, issues = read_text(sources.root, path)
    rows, more = spending.read(text, path) if text is not None else ([], [])
    sources.issues += issues + more
    sources.places |= {("amount", amount.id): (row, None) for row, amount in rows}
    return tuple(amount for _, amount in rows)


def _validate(
    sources: Sources, document: Document, model: type[R], value: Any, where: tuple[str | int, ...]
) -> R | None:
    """Fit a value to its schema; give a finding per misfit, with the line and the nearest known spelling."""
    try:
        return TypeAdapter(model).validate_python(value)
    except ValidationError as error:
        name = f"'{value['id']}' " if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
        for fault in error.errors(include_url=False):
            loc = fault["loc"]
            key = ".".join(str(step) for step in loc)
            message = f"{name}{key + ': ' if key else ''}{fault['msg'].removeprefix('Value error, ').rstrip('.')}."
            if fault["type"] == "extra_forbidden":
                message = f"{name}{key}: no such field." + nearest(str(loc[-1]), model.model_fields)
            elif fault["type"] == "literal_error":
                known = [part.strip("' ") for part in str(fault["ctx"]["expected"]).replace(" or ", ",").split(",")]
                message += nearest(str(fault["input"]), known)
            line = document.line(*where, *loc)
            sources.issues.append(Issue(document.path, line, "D002", message))
    return None


def _page(sources: Sources, docs: Path, file: Path) -> Page | None:
    """Read an authored page: closed front matter between two --- lines, then the body."""
    path = f"{docs.name}/{file.relative_to(docs).as_posix()}"
    text, issues = read_text(sources.root, path)
    sources.issues += issues
    if text is None:
        return None
    head, end, body = text.removeprefix("---\n").partition("\n---\n") if text.startswith("---\n") else ("", "", "")
    if not end:
        sources.issues.append(Issue(path, 1, "P001", ""))
        return None
    document, more = read_yaml(head, path, offset=1)
    sources.issues += more
    if document is None:
        return None
    front = _validate(sources, document, FrontMatter, document.value, ())
    if not front:
        return None
    page = Page(file.relative_to(docs).as_posix(), front, body, head.count("\n") + 3)
    sources.places["page", page.path] = (document, None)
    return page
