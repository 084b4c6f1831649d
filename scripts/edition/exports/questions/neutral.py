"""A question as every format needs it: what is asked, what can be answered, what is right, and what is then said.

There are five shapes: one of several, some of several, rows to match, a sequence, a word to type. Marking the wrong
pieces of a sentence is choosing some; choosing a repair is choosing one, and how sure a reader is stays with the site.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Literal

from edition import questions
from edition.exports.pages import address
from edition.model import Edition, Item
from edition.questions import Run
from edition.views.quiz import target_of

Shape = Literal["one", "some", "match", "order", "text"]
SHAPES: dict[str, Shape] = {
    "single": "one",
    "repair": "one",
    "multiple": "some",
    "mark": "some",
    "matching": "match",
    "ordering": "order",
    "short": "text",
}
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Answer:
    """A way to answer: an option, or what may be typed (``forms``, ``*`` for anything else)."""

    id: str
    text: Runs
    right: bool
    feedback: Runs
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row to match, or a member of a sequence: ``right`` is the index of its answer among the choices."""

    id: str
    text: Runs
    right: int
    feedback: Runs


@dataclass(frozen=True)
class Question:
    """A question with its key; ``choices`` are what rows are matched with, ``reread`` are places with their addresses."""

    item: Item
    shape: Shape
    stem: Runs
    quoted: Runs
    answers: tuple[Answer, ...]
    rows: tuple[Row, ...]
    choices: tuple[Runs, ...]
    unused: tuple[tuple[Runs, Runs], ...]
    reread: tuple[tuple[str, str], ...]
    grade: str

    @property
    def asks(self) -> tuple[Runs, ...]:
        """The paragraphs of what is asked: the stem, and the machine's words where it is about some."""
        return (self.stem, self.quoted) if self.quoted else (self.stem,)

    @property
    def explains(self) -> tuple[Runs, ...]:
        """The paragraphs that are said whatever the answer was, without those that belong to one answer."""
        grade = ((Run(f"Grade of this reading: {self.grade}."),),) if self.grade else ()
        places = "; ".join(f"{words} ({where})" for words, where in self.reread)
        return (*grade, (Run(f"Reread on Two Oceans: {places}."),))

    @property
    def explains_rows(self) -> tuple[Runs, ...]:
        """The paragraphs about its rows, for formats that cannot tell them apart."""
        pairs = (
            (*row.text, Run(" → "), *choice, Run(questions.stop(flat(choice)) + " "), *row.feedback)
            for row in self.rows
            for choice in [self.choices[row.right]]
        )
        return (*pairs, *((*text, Run(": "), *feedback) for text, feedback in self.unused))


def _even(text: str) -> str:
    """Make line ends of the file and the spaces round them one space; other kinds of space stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def flat(runs: Runs) -> str:
    """Give runs as plain text."""
    return "".join(run.text for run in runs)


def site() -> str:
    """Give the address at which the site will stand, from the environment; empty where it has none yet."""
    found = os.environ.get("SITE_URL", "")
    return found if not found or found.endswith("/") else found + "/"


def _address(place: str, edition: Edition) -> str:
    """Give the address of a place: whole where the site has one, else within the site."""
    path, mark, fragment = target_of(place, edition).partition("#")
    page = next(known for known in edition.pages if known.path == path)
    return site().removesuffix("/") + address(page) + mark + fragment


def question(item: Item, edition: Edition) -> Question:
    """Give the neutral form of an item."""

    def marked(text: str, *, whole: bool = False) -> Runs:
        return tuple(questions.runs(_even(text), item.script, edition, whole=whole))

    answers: list[Answer] = []
    for option in item.shown_options:
        text = marked(option.text, whole=item.type == "repair")
        answers.append(Answer(option.id, text, option.key, marked(option.feedback)))
    for chunk in item.chunks:
        text = (Run(chunk.text, machine=True),)
        answers.append(Answer(chunk.id, text, chunk.origin is not None, marked(chunk.feedback)))
    if item.accept:
        traps = [(f"trap{number}", trap.forms, trap.feedback) for number, trap in enumerate(item.traps)]
        for key, forms, feedback in (("right", item.accept, item.feedback or ""), *traps):
            even = tuple(map(_even, forms))
            answers.append(Answer(key, marked(forms[0]), key == "right", marked(feedback), even))
        answers.append(Answer("other", (), right=False, feedback=marked(item.otherwise or ""), forms=("*",)))
    choices = [marked(text) for text in item.answers]
    rows = [
        Row(pair.id, marked(pair.left), item.answers.index(pair.right), marked(pair.feedback)) for pair in item.pairs
    ]
    if item.steps:
        choices = [(Run(str(number)),) for number, _ in enumerate(item.steps, 1)]
        rows = [
            Row(step.id, marked(step.text), item.steps.index(step), marked(step.feedback)) for step in item.shown_steps
        ]
    return Question(
        item,
        SHAPES[item.type],
        marked(item.stem),
        (Run(item.machine, machine=True),) if item.machine else (),
        tuple(answers),
        tuple(rows),
        tuple(choices),
        tuple((marked(other.text), marked(other.feedback)) for other in item.others),
        tuple((questions.place_name(place, edition), _address(place, edition)) for place in item.see),
        edition.correction_by_id[item.correction].authored.reading if item.correction else "",
    )


@dataclass(frozen=True)
class Pool:
    """A set of questions, or the whole bank: its key in file names, its title, and the questions."""

    key: str
    title: str
    questions: tuple[Question, ...]


def pools(edition: Edition) -> tuple[Pool, ...]:
    """Give the sets in their order, and then the whole bank; each question is made once."""
    if "pools" not in edition.memo:
        made = {item.id: question(item, edition) for item in questions.asked(edition)}
        known = edition.page_by_key
        sets = [key for key in questions.SETS if key in known]
        found = [
            Pool(key, known[key].front.title, tuple(made[item.id] for item in questions.members(key, edition)))
            for key in sets
        ]
        edition.memo["pools"] = (*found, Pool("all", "All questions", tuple(made.values())))
    return edition.memo["pools"]


def wildcarded(form: str) -> str:
    """Give what is accepted as Moodle takes it, for which a star is any text: one that is meant has a backslash."""
    return form if form == "*" else form.replace("*", "\\*")


def weights(parts: tuple[Answer, ...]) -> dict[str, float]:
    """Give what each option of a choice of several adds, in percent: all right ones make 100, and all of them 0."""
    right = sum(part.right for part in parts)
    wrong = len(parts) - right
    return {part.id: round(100 / right if part.right else -100 / wrong, 5) for part in parts}
