"""GIFT, the text format of Moodle (Moodle documentation, "GIFT format").

Texts are HTML, so that Chinese keeps its language; the answers of a matching question are plain text in GIFT. A sequence
becomes rows to be matched with places.
"""

from __future__ import annotations

import re

from edition.exports.questions.markup import html
from edition.exports.questions.neutral import Pool, Question, flat, weights, wildcarded

_SPECIAL = re.compile(r"[\\~=#{}:]")


def _escaped(text: str) -> str:
    """Put a backslash before what GIFT takes for its own."""
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], text)


def write(pool: Pool) -> bytes:
    """Write a pool as one category of questions, one after the other."""
    head = f"$CATEGORY: Two Oceans/{_escaped(pool.title)}\n"
    return "\n".join([head, *(_question(one) for one in pool.questions)]).encode()


def _question(question: Question) -> str:
    """Write one question with its feedback."""
    stem = _escaped(html(question.asks))
    general = (*question.explains_rows, *question.explains)
    lines = [
        f"::{_escaped(question.item.id)}::[html]{stem}{{",
        *_answers(question),
        f"####{_escaped(html(general))}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _answers(question: Question) -> list[str]:
    """Write the ways to answer."""
    if question.rows:
        rows = [
            f"={_escaped(html([row.text]))} -> {_escaped(flat(question.choices[row.right]))}" for row in question.rows
        ]
        return rows + [f"= -> {_escaped(flat(text))}" for text, _ in question.unused]
    if question.shape == "text":
        return [
            f"=%{100 if answer.right else 0}%{_escaped(wildcarded(form))}#{_escaped(html([answer.feedback]))}"
            for answer in question.answers
            for form in answer.forms
        ]
    share = weights(question.answers)
    return [
        (f"~%{share[answer.id]:g}%" if question.shape == "some" else "=" if answer.right else "~")
        + f"{_escaped(html([answer.text]))}#{_escaped(html([answer.feedback]))}"
        for answer in question.answers
    ]
