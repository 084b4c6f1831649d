"""Questions as a page asks them: the items of a page or set, their answers, and what the quiz offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from edition import questions
from edition.model import DIFFICULTIES, LEVELS, TYPES, Edition, Item, Page
from edition.questions import Run, members, place_name
from edition.views.block import Block, BlockError, plain

# How a question is answered, said beside its number.
HOW: dict[str, str] = {
    "single": "choose one",
    "multiple": "choose all that fit",
    "matching": "choose one for each",
    "ordering": "choose a place for each",
    "short": "type a word or name",
    "mark": "mark the wrong pieces",
    "repair": "choose one, and say how sure you are",
}
# How sure a reader says to be of a repair, as a probability; the page scores it by the quadratic rule.
SURE: tuple[tuple[int, str], ...] = ((40, "a guess"), (70, "fairly sure"), (95, "certain"))
# What an answer is called, that is not the key and that is.
BRIEF = 70
LEADS = {"": ("Not right", "Right answer"), "mark": ("Sound words", "Wrong words")}
_FILES = {"segment": "article/index.md", "claim": "article/claims.md", "correction": "article/corrections.md"}


def target_of(place: str, edition: Edition) -> str:
    """Give the file of docs/, with fragment, that a place of an item is."""
    scheme, _, key = place.partition(":")
    if scheme == "page":
        slug, mark, section = key.partition("#")
        return edition.page_by_key[slug].path + mark + section
    return f"{_FILES.get(scheme, 'glossary.md')}#{key}"


@dataclass
class _Parts:
    """What an item is answered with, and what is said of each answer."""

    item: Item
    edition: Edition
    choices: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    answers: list[list[Run]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)

    def marked(self, text: str, *, whole: bool = False) -> list[Run]:
        """Give a text as runs."""
        return questions.runs(text, self.item.script, self.edition, whole=whole)

    def place(self, where: str) -> dict[str, Any]:
        """Give the words for a place as runs, and its target."""
        name = place_name(where, self.edition)
        words = questions.runs(name, self.item.script, self.edition)
        return {"words": words, "target": target_of(where, self.edition)}

    def note(self, key: str, text: list[Run], feedback: str, right: str, see: str | None = None) -> None:
        """Say of one answer what it is, whether it is right, and why."""
        kind = "mark" if self.item.type == "mark" else ""
        told = {"for": key, "text": text, "feedback": self.marked(feedback), "right": right}
        told["lead"] = LEADS[kind][bool(right)]
        told["stop"] = questions.stop("".join(run.text for run in text))
        self.notes.append({**told, "see": self.place(see) if see else None})

    def choose(self) -> None:
        """Fill in the options, or the pieces of a machine sentence."""
        for option in self.item.shown_options:
            text = self.marked(option.text, whole=self.item.type == "repair")
            self.choices.append({"value": option.id, "text": text})
            self.note(option.id, text, option.feedback, "1" if option.key else "", option.see)
        for chunk in self.item.chunks:
            text = [Run(chunk.text, machine=True)]
            self.choices.append({"value": chunk.id, "text": text})
            text = [Run(chunk.text.rstrip(" ,;:"), machine=True)]
            self.note(chunk.id, text, chunk.feedback, "1" if chunk.origin else "", chunk.see)

    def match(self) -> None:
        """Fill in the rows that are matched, and the answers that belong to none."""
        self.answers = [self.marked(text) for text in self.item.answers]
        for pair in self.item.pairs:
            self.rows.append({"value": pair.id, "text": self.marked(pair.left)})
            right = str(self.item.answers.index(pair.right))
            self.note(pair.id, self.marked(f"{pair.left} — {pair.right}"), pair.feedback, right, pair.see)
        for other in self.item.others:
            self.note("", self.marked(other.text), other.feedback, "")

    def order(self) -> None:
        """Fill in the members of the sequence, out of order."""
        self.answers = [[Run(str(number))] for number, _ in enumerate(self.item.steps, 1)]
        self.rows = [{"value": step.id, "text": self.marked(step.text)} for step in self.item.shown_steps]
        for number, step in enumerate(self.item.steps):
            self.note(step.id, self.marked(f"{number + 1}. {step.text}"), step.feedback, str(number), step.see)

    def type(self) -> None:
        """Say what is accepted, what was foreseen, and what of everything else."""
        traps = ((trap.forms, trap.feedback, "") for trap in self.item.traps)
        for forms, feedback, right in ((self.item.accept, self.item.feedback, "1"), *traps):
            folded = dict.fromkeys(questions.fold(form) for form in forms)
            self.note("|".join(folded), self.marked(forms[0]), feedback or "", right)
        self.note("*", [Run("Another answer")], self.item.otherwise or "", "")


def entry(item: Item, edition: Edition) -> dict[str, Any]:
    """Give what the templates show of an item.

    Returns:
        ``choices`` are inputs with the runs of their labels, ``rows`` stand beside one select of ``answers`` each;
        ``notes`` say for every way to answer whether it is right, and why.
    """
    parts = _Parts(item, edition)
    fill = {"matching": parts.match, "ordering": parts.order, "short": parts.type}
    fill.get(item.type, parts.choose)()
    return {
        "item": item,
        "key": item.id.removeprefix("q-"),
        "how": HOW[item.type],
        "stem": parts.marked(item.stem),
        "quoted": [Run(item.machine, machine=True)] if item.machine else [],
        "choices": parts.choices,
        "multiple": item.type in ("multiple", "mark"),
        "rows": parts.rows,
        "answers": parts.answers,
        "notes": parts.notes,
        "see": [parts.place(where) for where in item.see],
        "grade": edition.correction_by_id[item.correction].authored.reading if item.correction else "",
    }


def made(item: Item, edition: Edition) -> dict[str, Any]:
    """Give the entry of an item, made once."""
    kept = edition.memo.setdefault("entries", {})
    if item.id not in kept:
        kept[item.id] = entry(item, edition)
    return kept[item.id]


def _gone(key: str, edition: Edition) -> list[dict[str, str]]:
    """Give the items of a page or set that are asked no more, with the reason."""
    live = {item.id for item in members(key, edition)}
    reason = "It holds text of the article, which is withdrawn."
    here = edition.items_by_page.get(key, ())
    return [{"id": item.id, "reason": item.retired or reason} for item in here if item.id not in live]


def _block(edition: Edition, args: list[str], page: str) -> dict[str, Any]:
    """Give the items of the page on which the block stands.

    Raises:
        BlockError: there are arguments, or no items.
    """
    if args:
        raise BlockError("this block takes no arguments")
    own = next(known for known in edition.pages if known.path == page)
    if own.key not in edition.items_by_page:
        raise BlockError(f"no item stands on '{own.key}'")
    try:
        entries = [made(item, edition) for item in members(own.key, edition)]
    except LookupError as error:
        raise BlockError(f"an item on '{own.key}' names {error}, which is not there") from error
    return {
        "key": own.key,
        "entries": entries,
        "gone": _gone(own.key, edition),
        "objectives": own.front.objectives,
        "sure": SURE,
    }


# The files of a set by their use: what they end with, and what they are called.
FORMATS: dict[str, dict[str, str]] = {
    "To import": {
        "moodle.xml": "Moodle XML",
        "gift": "GIFT",
        "qti12.zip": "QTI 1.2",
        "qti21.zip": "QTI 2.1",
        "imscc": "Common Cartridge",
        "apkg": "Anki",
    },
    "To print": {"sheet.html": "question sheet", "key.html": "key"},
    "As data": {"csv": "CSV", "json": "JSON"},
}


def hub(edition: Edition) -> dict[str, Any]:
    """Give the sets and the pages that have questions, with how many each has and what each is for."""
    listed: list[tuple[Page, int]] = []
    for page in edition.pages:
        count = len(members(page.key, edition))
        if count:
            listed.append((page, count))
    sets = {page.key for page in edition.sets}
    groups: dict[str, list[tuple[Page, int]]] = {}
    for page, count in listed:
        if page.key not in sets:
            groups.setdefault(page.path.partition("/")[0].capitalize(), []).append((page, count))
    order = {key: at for at, key in enumerate(questions.SETS)}
    return {
        "total": len(questions.asked(edition)),
        "sets": sorted(
            (one for one in listed if one[0].key in sets), key=lambda one: order.get(one[0].key, len(order))
        ),
        "groups": groups,
    }


def files(edition: Edition) -> dict[str, Any]:
    """Give the files of the bank: a row for each set and for the whole, and which questions a cartridge cannot carry."""
    known = edition.page_by_key
    rows = [(key, known[key].front.title, len(members(key, edition))) for key in questions.SETS if key in known]
    items = questions.asked(edition)
    return {
        "rows": [*rows, ("all", "All questions", len(items))],
        "formats": FORMATS,
        "total": len(items),
        "rows_only": sum(item.type in ("matching", "ordering") for item in items),
        "ordering": sum(item.type == "ordering" for item in items),
        "own": sum(not questions.has_article_text(item, edition) for item in items),
        "repairs": sum(item.type == "repair" for item in items),
    }


def coverage(edition: Edition) -> dict[str, Any]:
    """Give what the bank covers: objectives by page with their items, sentences with the items that rest on them, counts."""
    items = questions.asked(edition)
    by_objective: dict[str, list[Item]] = {}
    by_segment: dict[str, list[Item]] = {}
    for item in items:
        by_objective.setdefault(item.objective, []).append(item)
        for key in sorted(_segments(item, edition)):
            by_segment.setdefault(key, []).append(item)
    body = [segment for segment in edition.segments if segment.kind != "header"]
    counted = {
        "Type": [(name, sum(item.type == key for item in items)) for key, name in TYPES.items()],
        "Level (Bloom)": [(key, sum(item.bloom == key for item in items)) for key in LEVELS],
        "Difficulty": [(name, sum(item.difficulty == key for item in items)) for key, name in DIFFICULTIES.items()],
    }
    return {
        "total": len(items),
        "pages": [
            {"page": page, "objectives": [(one, by_objective.get(one.id, [])) for one in page.front.objectives]}
            for page in edition.pages
            if page.front.objectives
        ],
        "segments": [(segment, by_segment.get(segment.id, [])) for segment in body],
        "counted": counted,
        "asks": {item.id: questions.runs(_brief(item.stem), item.script, edition) for item in items},
        "above": sum(item.bloom != "remember" for item in items),
        "home": {item.id: edition.page_by_key[item.page].path for item in items},
    }


def _brief(stem: str) -> str:
    """Cut a question to what tells it from others: its first words, as many as stand in a line."""
    flat = " ".join(stem.split())
    return flat if len(flat) <= BRIEF else flat[:BRIEF].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _segments(item: Item, edition: Edition) -> set[str]:
    """Give the sentences that an item is about: what it asks of, rests on, or sends to first."""
    found = {item.segment} if item.segment else set()
    found |= {key for place in item.see if (key := place.removeprefix("segment:")) in edition.by_id}
    for proof in item.proof:
        kind, key = proof.place
        if kind == "segment":
            found.add(key)
        elif kind == "claim":
            found |= set(edition.claim_by_id[key].authored.segments)
        elif kind == "correction":
            found |= set(edition.correction_by_id[key].spans)
    return found & edition.by_id.keys()


BLOCKS: dict[str, Block] = {
    "self-check": _block,
    "quiz": _block,
    "quiz-hub": plain(hub),
    "question-files": plain(files),
    "question-limits": plain(files),
    "coverage": plain(coverage),
}
