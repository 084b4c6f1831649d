"""The questions as data: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any

from edition.exports import form
from edition.exports.questions.neutral import Pool, Question, Runs, flat
from edition.exports.tsv import cell

COLUMNS = (
    "id", "page", "sets", "objective", "type", "level", "difficulty", "question", "words",
    "options", "key", "feedback", "reread", "rights",
)  # fmt: skip


def _runs(runs: Runs) -> list[dict[str, str]]:
    """Give a text in stretches, each with its language: English, Chinese, or the machine's English."""
    return [{"text": run.text, "lang": run.lang or ("en-x-mt" if run.machine else "en")} for run in runs]


def record(question: Question, rights: str) -> dict[str, Any]:
    """Give a question as JSON has it; texts are lists of stretches with their language (BCP 47)."""
    item = question.item
    return {
        "id": item.id,
        "page": item.page,
        "sets": list(item.sets),
        "objective": item.objective,
        "type": item.type,
        "level": item.bloom,
        "difficulty": item.difficulty,
        "rights": rights,
        "asks": [_runs(runs) for runs in question.asks],
        "answers": [
            {
                "id": one.id,
                "text": _runs(one.text),
                "right": one.right,
                "feedback": _runs(one.feedback),
                **({"forms": list(one.forms)} if one.forms else {}),
            }
            for one in question.answers
        ],
        "choices": [_runs(choice) for choice in question.choices],
        "rows": [
            {"id": row.id, "text": _runs(row.text), "right": row.right, "feedback": _runs(row.feedback)}
            for row in question.rows
        ],
        "unused": [{"text": _runs(text), "feedback": _runs(feedback)} for text, feedback in question.unused],
        "grade": question.grade or None,
        "reread": [{"words": words, "address": where} for words, where in question.reread],
        "proof": [{kind: key, "words": one.words} for one in item.proof for kind, key in [one.place]],
    }


def as_json(pool: Pool, rights: dict[str, str]) -> bytes:
    """Write a pool with everything that the bank knows of each question."""
    records = [record(one, rights[one.item.id]) for one in pool.questions]
    return form.as_json({"title": f"Two Oceans: {pool.title}", "questions": records})


def as_csv(pool: Pool, rights: dict[str, str]) -> bytes:
    """Write a pool as lines of CSV (RFC 4180, UTF-8); parts of one cell are joined by a bar between spaces.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in pool.questions:
        writer.writerow([cell(text) for text in _cells(one, rights[one.item.id])])
    return out.getvalue().encode()


def _cells(question: Question, rights: str) -> list[str]:
    """Give the cells of a question; lists are joined by a bar between spaces."""
    item = question.item
    if question.rows:
        options = [*(f"{row.id}: {flat(row.text)}" for row in question.rows), *map(flat, question.choices)]
        key = [f"{row.id}: {flat(question.choices[row.right])}" for row in question.rows]
        feedback = [f"{row.id}: {flat(row.feedback)}" for row in question.rows]
        feedback += [f"{flat(text)}: {flat(said)}" for text, said in question.unused]
    else:
        options = [f"{one.id}: {flat(one.text)}" for one in question.answers if not one.forms]
        key = [form for one in question.answers if one.right for form in one.forms or (one.id,)]
        feedback = [f"{one.id}: {flat(one.feedback)}" for one in question.answers]
    return [
        item.id,
        item.page,
        " | ".join(item.sets),
        item.objective,
        item.type,
        item.bloom,
        str(item.difficulty),
        flat(question.stem),
        flat(question.quoted),
        " | ".join(options),
        " | ".join(key),
        " | ".join(feedback),
        " | ".join(f"{words} ({where})" for words, where in question.reread),
        rights,
    ]
