"""From answers to new files: which records of docs/_data change, and how; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edition import notation
from edition.issues import nearest
from edition.model import AuthoredCorrection, Edition, Rival, Segment, Witness
from edition.promote import rewrite
from edition.promote.answers import DROP, KEEP, Answers, CorrectionAnswer, RefusedError, WitnessAnswer
from edition.promote.draft import Draft
from edition.promote.rewrite import File, RewriteError
from edition.rules.segments import MACHINE

TERMS = ("zh_hans", "zh_hant", "pinyin")
_BEFORE_TERMS = ("id", "segment", "words", "type", "severity", "reading", "explanation", "mechanism")


def subject(edition: Edition, key: str) -> Segment:
    """Give the segment that is to be promoted.

    Raises:
        RefusedError: there is none of this id, or there is nothing to promote in it.
    """
    segment = edition.by_id.get(key)
    if segment is None:
        raise RefusedError(f"There is no segment '{key}'.{nearest(key, edition.by_id)}", 2)
    seen = " and ".join(segment.source_seen)
    if segment.kind == "header":
        read = f", and was read in {seen}" if seen else ""
        raise RefusedError(
            f"{key} is a header line: it names the source or the author{read}. It has no reading to promote."
        )
    if segment.source_seen:
        raise RefusedError(
            f"The Chinese of {key} ({segment.name}) has been seen already, in {seen}: its reading is '{segment.reading}'. "
            "To dispute it, edit its corrections in docs/_data/corrections/ and give your reason."
        )
    return segment


def to_answer(edition: Edition, segment: Segment) -> list[AuthoredCorrection]:
    """Give the corrections that the Chinese of this segment can settle, in the order of the text."""
    records = [edition.correction_by_id[key].authored for key in segment.corrections]
    return [record for record in records if not record.typographic]


def source_of(docs: Path, segment: Segment) -> str:
    """Give the text of a segment as authored."""
    cut = rewrite.find((docs / "_data" / "segments.yml").read_text(encoding="utf-8"), segment.id)
    assert cut is not None
    return rewrite.values(cut[1])["text"].strip("\n")


def witness_of(edition: Edition, answer: WitnessAnswer) -> Witness:
    """Give the witness that was read, which may be new.

    Raises:
        RefusedError: it is the machine text, or it is new and not described.
    """
    if answer.id == MACHINE:
        raise RefusedError(f"{MACHINE} is the machine text; name the witness in which you read the Chinese.")
    known = next((witness for witness in edition.witnesses if witness.id == answer.id), None)
    given = answer.model_dump(exclude_none=True, exclude_defaults=True)
    if known is not None:
        if more := set(given) - {"id", "read"}:
            raise RefusedError(
                f"Witness {answer.id} is known ({known.name}), so {', '.join(sorted(more))} cannot be given anew; "
                "for another text, take a letter that is free."
            )
        return known.model_copy(update={"read": answer.read}) if answer.read else known
    if missing := [name for name in ("name", "script", "read") if name not in given]:
        raise RefusedError(f"Witness {answer.id} is new; say also its {', '.join(missing)}.")
    return Witness.model_validate(answer.model_dump())


def apply(draft: Draft, record: AuthoredCorrection, answer: CorrectionAnswer) -> None:
    """Reword the sentence as the Chinese has it for one correction.

    Raises:
        RefusedError: the answer does not say what should stand in the text.
    """
    key, gaps = record.id, draft.gaps(record.id)
    if record.reading == "not recovered":
        if answer.confirms:
            raise RefusedError(f"{key}: a gap has no reading to confirm; give wording, the words in place of each […].")
        given = answer.wording or ()
        if len(given) != len(gaps) or not all(word.strip() for word in given):
            raise RefusedError(f"{key}: the Chinese has been seen, so no gap may stay; {len(gaps)} wanted as wording.")
        for index, wording in zip(gaps, given, strict=True):
            draft.fill(index, wording)
    elif answer.confirms is None:
        raise RefusedError(f"{key}: say what the Chinese confirms: ours, rival 1 (or 2, …) or other.")
    elif answer.confirms == "ours":
        if answer.wording is not None:
            raise RefusedError(
                f"{key}: our reading is confirmed, so there is no other wording; or say confirms: other."
            )
    else:
        _reword(draft, record, answer)
    if not set(draft.owned(key)) - set(draft.vanished()):
        raise RefusedError(
            f"{key}: with this wording the machine was right, and the correction has nothing left to correct. "
            "Its address is published, so an editor has to decide; open a report with what you read."
        )


def _reword(draft: Draft, record: AuthoredCorrection, answer: CorrectionAnswer) -> None:
    """Put a rival's wording, or another, into the edits of a correction."""
    owned, before = draft.owned(record.id), draft.corrected
    given = answer.wording
    if given is None and answer.confirms != "other":
        found = draft.proposal(record.id, rival(record, answer).wording)
        if found:
            draft.new[owned[0]] = found[0]
            return
    if given is None or len(given) != len(owned):
        now = "; ".join(f"“{draft.ours(index)}”" for index in owned)
        raise RefusedError(f"{record.id}: give as wording what each of its {len(owned)} edits should say; now: {now}.")
    for index, wording in zip(owned, given, strict=True):
        draft.reword(index, wording)
    if draft.corrected == before:
        raise RefusedError(f"{record.id}: the wording is the one that stands; if it is right, say confirms: ours.")


def rival(record: AuthoredCorrection, answer: CorrectionAnswer) -> Rival:
    """Give the rival that the Chinese confirms.

    Raises:
        RefusedError: there is none of this number.
    """
    number = int((answer.confirms or "").split()[1])
    if number > len(record.rivals):
        raise RefusedError(f"{record.id}: there is no rival {number}; it has {len(record.rivals)}.")
    return record.rivals[number - 1]


def rivals_kept(record: AuthoredCorrection, answer: CorrectionAnswer) -> list[int]:
    """Give the indexes of the rivals that stay: none for a secure reading, and never the one that was confirmed.

    Raises:
        RefusedError: a number names no rival, or a contested reading is left without one.
    """
    if answer.reading == "secure":
        if answer.rivals_kept or answer.rivals_added or answer.settles:
            raise RefusedError(
                f"{record.id}: a secure reading has no rivals left and nothing to settle; or call it contested."
            )
        return []
    taken = int(answer.confirms.split()[1]) if (answer.confirms or "").startswith("rival") else None
    every = [number for number in range(1, len(record.rivals) + 1) if number != taken]
    kept = every if answer.rivals_kept is None else sorted(set(answer.rivals_kept))
    if wrong := [number for number in kept if number not in every]:
        raise RefusedError(f"{record.id}: rival {wrong[0]} cannot stay; choose from {every or 'none'}.")
    if not kept and not answer.rivals_added:
        raise RefusedError(f"{record.id}: a contested reading needs a rival that still stands; or call it secure.")
    return [number - 1 for number in kept]


def corrected_record(text: str, record: AuthoredCorrection, answer: CorrectionAnswer, script: str) -> str:
    """Change the record of one correction to what the Chinese has shown.

    Raises:
        RefusedError: the answer lacks something that the record needs.
    """
    key = record.id
    kept = rivals_kept(record, answer)
    term = script.replace("-", "_").lower()
    terms = {name: getattr(answer, name) or getattr(record, name) for name in TERMS}
    if record.reading != "secure" and not terms[term]:
        raise RefusedError(f"{key}: give {term}, the Chinese term that you read; it is what settles the reading.")
    changed = record.reading == "not recovered" or answer.confirms != "ours"
    if changed and not answer.explanation:
        raise RefusedError(f"{key}: the wording changes, so its explanation must be written anew.")
    text = rewrite.put(text, "reading", answer.reading)
    for name in ("explanation", "mechanism"):
        if getattr(answer, name):
            text = rewrite.put(text, name, getattr(answer, name), ("id", "explanation"))
    for index, name in enumerate(TERMS):
        if terms[name]:
            text = rewrite.put(text, name, terms[name], (*_BEFORE_TERMS, *TERMS[:index]))
    text = rewrite.drop(text, "presumed")
    text = rewrite.drop(text, "settles")
    added = [item.model_dump() for item in answer.rivals_added]
    places = (*_BEFORE_TERMS, *TERMS, "parallels")
    text = rewrite.keep_items(text, "rivals", kept, added, places)
    return rewrite.put(text, "settles", answer.settles, (*places, "rivals")) if answer.settles else text


def _change(file: File, key: str, change: Callable[[str], str]) -> None:
    """Put a record back, changed."""
    cut = rewrite.find(file.text, key)
    assert cut is not None
    file.text = cut[0] + change(cut[1]) + cut[2]


def _witnesses(docs: Path, edition: Edition, answer: WitnessAnswer) -> File:
    """Give the list of witnesses with the one that was read, as it is to be."""
    file = File.of(docs / "_data" / "witnesses.yml")
    witness = witness_of(edition, answer)
    if answer.id not in {known.id for known in edition.witnesses}:
        file.text = rewrite.append(file.text, witness.model_dump(exclude_none=True))
    elif answer.read:
        _change(file, witness.id, lambda text: rewrite.put(text, "read", witness.read))
    return file


def _segments(docs: Path, segment: Segment, answers: Answers, draft: Draft) -> File:
    """Give the segments with this one as it is to be."""

    def change(text: str) -> str:
        for span, new in draft.changes():
            text = rewrite.replace(text, "text", span, new)
        text = rewrite.put(text, "source_seen", [answers.witness.id], ("id", "kind"))
        if answers.note == DROP:
            return rewrite.drop(text, "note")
        return (
            text
            if answers.note == KEEP
            else rewrite.put(text, "note", answers.note, ("kind", "source_seen", "carried"))
        )

    file = File.of(docs / "_data" / "segments.yml")
    _change(file, segment.id, change)
    cut = rewrite.find(file.text, segment.id)
    assert cut is not None
    if notation.machine(notation.parse(rewrite.values(cut[1])["text"].strip("\n"))) != segment.machine:
        raise RewriteError(f"'{segment.id}': the machine text would change.")
    return file


def changes(docs: Path, edition: Edition, segment: Segment, answers: Answers) -> list[File]:
    """Work out every file that the answers change.

    Args:
        docs: the folder of authored pages.
        edition: what ``check`` gave for it.
        segment: what is promoted.
        answers: about this segment.

    Returns:
        The files that change, in the order in which they are read.

    Raises:
        RefusedError: an answer is missing or cannot be.
        RewriteError: a record is written in a way that cannot be changed in place.
    """
    if answers.segment != segment.id:
        raise RefusedError(f"The answers are about {answers.segment}, not {segment.id}.", 2)
    if not answers.rest_agrees:
        raise RefusedError(
            "Where other words disagree with the Chinese, the sentence needs a new edit and a correction that explains it: "
            "write both first (see .github/CONTRIBUTING.md), and then promote the segment."
        )
    records = to_answer(edition, segment)
    known = [record.id for record in records]
    if unknown := [key for key in answers.corrections if key not in known]:
        raise RefusedError(f"{unknown[0]} is no correction of {segment.id}.{nearest(unknown[0], known)}")
    if missing := [key for key in known if key not in answers.corrections]:
        raise RefusedError(
            f"The Chinese of the whole sentence has been seen; say also what it shows for {', '.join(missing)}."
        )
    script = witness_of(edition, answers.witness).script
    draft = Draft.of(source_of(docs, segment))
    for record in records:
        apply(draft, record, answers.corrections[record.id])
    for number, wording in answers.reword.items():
        if number > len(draft.edits):
            raise RefusedError(f"There is no edit {number}; the sentence has {len(draft.edits)}.")
        draft.reword(number - 1, wording)
    files = [_witnesses(docs, edition, answers.witness), _segments(docs, segment, answers, draft)]
    left = {record.id: record for record in records}
    for path in sorted((docs / "_data" / "corrections").glob("*.yml")):
        file = File.of(path)
        for key in [key for key in left if rewrite.find(file.text, key)]:
            record = left.pop(key)
            answer = answers.corrections[key]
            _change(file, key, lambda text, r=record, a=answer: corrected_record(text, r, a, script))
        files.append(file)
    return [file for file in files if file.now != file.was]
