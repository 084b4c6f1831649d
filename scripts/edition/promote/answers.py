"""What a contributor who has seen the Chinese answers: the same record from the prompts and from a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from edition.issues import nearest
from edition.model import GAP, CorrectionId, Record, SegmentId
from edition.prose import HAN
from edition.records import read_yaml
from edition.rules.corrections import HAN_BOUND

KEEP, DROP = "keep", "drop"
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


class RefusedError(ValueError):
    """The call or an answer cannot be used; the message says why and what to do. ``code`` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        """Keep the message and the exit code."""
        super().__init__(message)
        self.code = code


def _strange(value: str) -> str | None:
    """Name a character that belongs in no authored file."""
    bad = next((char for char in value if unicodedata.category(char)[0] == "C"), None)
    return f"U+{ord(bad):04X} does not belong in a text; type the words without it." if bad else None


def fault_in_line(value: str) -> str | None:
    """Say what is wrong with a short plain text; it may be empty."""
    if _ADDRESS.search(value):
        return "Name the title, the site and the date; the edition does not link to a repost."
    return _strange(value)


def fault_in_name(value: str) -> str | None:
    """Say what is wrong with a short text in Latin letters; it may be empty."""
    return fault_in_prose(value) if value else None


def fault_in_prose(value: str) -> str | None:
    """Say what is wrong with prose in English."""
    if not value.strip():
        return "Some words are wanted here."
    if HAN.search(value):
        return "Chinese does not stand in prose here; give it as the term (zh_hans, zh_hant), and pinyin in the text."
    return fault_in_line(value)


def fault_in_wording(value: str) -> str | None:
    """Say what is wrong with words of the translation."""
    if GAP in value or "..." in value:
        return f"The Chinese has been seen, so no gap may stay: give the words in place of {GAP}."
    if HAN.search(value):
        return "The wording is English; the Chinese is asked for as the term."
    if re.search("[\"']", value):
        return "Write curly quotation marks and apostrophes: “ ” ‘ ’."
    return _strange(value)


def fault_in_term(value: str) -> str | None:
    """Say what is wrong with a quotation of the article's Chinese."""
    count = len(HAN.findall(value))
    if not count:
        return "Chinese characters are wanted here."
    if count > HAN_BOUND:
        return f"That is {count} Han characters; quote the term, or a clause of at most {HAN_BOUND}."
    if re.search("[。！？]", value):
        return "That is a whole sentence; quote only the term or clause that this correction is about."
    return _strange(value)


def fault_in_pinyin(value: str) -> str | None:
    """Say what is wrong with pinyin."""
    if HAN.search(value) or not re.search("[a-zA-Z]", value):
        return "Pinyin is written in Latin letters with tone marks, such as zhuǎnxiàng."
    return _strange(value)


def _rule(fault: Callable[[str], str | None]) -> AfterValidator:
    """Make a pydantic validator of a function that says what is wrong; the text is put in normal form."""

    def validate(value: str) -> str:
        value = unicodedata.normalize("NFC", value)
        if found := fault(value):
            raise ValueError(found)
        return value

    return AfterValidator(validate)


def _one_space(value: str) -> str:
    """Set single spaces between words."""
    return " ".join(value.split())


Line = Annotated[str, AfterValidator(_one_space), _rule(fault_in_line)]
Name = Annotated[str, AfterValidator(_one_space), _rule(fault_in_name)]
Words = Annotated[str, AfterValidator(_one_space), _rule(fault_in_prose)]
Wording = Annotated[str, _rule(fault_in_wording)]
Term = Annotated[str, AfterValidator(str.strip), _rule(fault_in_term)]
Pinyin = Annotated[str, AfterValidator(_one_space), _rule(fault_in_pinyin)]


class NewRival(Record):
    """A wording that competent readers may still prefer, and the reason against it."""

    wording: Words
    against: Words


class WitnessAnswer(Record):
    """The witness that was read: an existing id, or a new one with all that describes it.

    ``read`` says exactly what has been read; for an existing witness it replaces what the record says.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z]$")]
    name: Words | None = None
    title: Line = ""
    site: Name = ""
    date: Name = ""
    script: Literal["zh-Hans", "zh-Hant"] | None = None
    read: Words | None = None


class CorrectionAnswer(Record):
    """What the Chinese says about one correction.

    ``confirms`` is ``ours``, ``rival 1`` (or 2, …) or ``other``; a gap takes none, for it had no reading.
    ``wording`` is, for a gap, the words in place of each […]; else our side of each edit, in the order of the text.
    ``rivals_kept`` are the numbers of the rivals that still stand, for a reading that stays contested.
    """

    confirms: Annotated[str, Field(pattern=r"^(ours|other|rival [1-9]\d?)$")] | None = None
    wording: tuple[Wording, ...] | None = None
    reading: Literal["secure", "contested"]
    zh_hans: Term | None = None
    zh_hant: Term | None = None
    pinyin: Pinyin | None = None
    explanation: Words | None = None
    mechanism: Words | None = None
    rivals_kept: tuple[int, ...] | None = None
    rivals_added: tuple[NewRival, ...] = ()
    settles: Words | None = None


class Answers(Record):
    """All answers about one segment.

    ``rest_agrees`` says that the words that no correction is about agree with the Chinese too; ``note`` is keep,
    drop or a new note; ``reword`` gives our side of other edits, by their number in the sentence.
    """

    segment: SegmentId
    witness: WitnessAnswer
    corrections: dict[CorrectionId, CorrectionAnswer] = Field(default_factory=dict)
    rest_agrees: bool
    note: Words = KEEP
    reword: dict[Annotated[int, Field(ge=1)], Wording] = Field(default_factory=dict)


def accept(value: object) -> Answers:
    """Fit plain values to the record.

    Raises:
        RefusedError: they do not fit; every misfit is named by its place.
    """
    try:
        return Answers.model_validate(value)
    except ValidationError as error:
        lines = []
        for fault in error.errors(include_url=False):
            place = ".".join(str(step) for step in fault["loc"] if step != "[key]") or "the file"
            message = fault["msg"].removeprefix("Value error, ").rstrip(".")
            if fault["type"] == "extra_forbidden":
                known = [*Answers.model_fields, *CorrectionAnswer.model_fields, *WitnessAnswer.model_fields]
                message = f"no such field.{nearest(str(fault['loc'][-1]), known)}".rstrip(".")
            lines.append(f"answers: {place}: {message}.".replace("?.", "?"))
        raise RefusedError("\n".join(lines)) from None


def read(path: Path) -> Answers:
    """Read a file of answers.

    Raises:
        RefusedError: there is no such file, or it cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RefusedError(f"{path}: {reason}.", 2) from None
    document, issues = read_yaml(text, str(path))
    if document is None:
        raise RefusedError("\n".join(f"{issue.path}:{issue.line}: {issue.message}" for issue in issues), 2)
    return accept(document.value)
