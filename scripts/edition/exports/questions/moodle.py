"""Moodle XML (Moodle documentation, "Moodle XML format").

Texts are HTML in CDATA-free text nodes; the answers of a matching question and what may be typed are plain text there.
A sequence becomes rows to be matched with places.
"""

from __future__ import annotations

from lxml import etree
from lxml.builder import E

from edition.exports.questions.markup import html, xml
from edition.exports.questions.neutral import Pool, Question, flat, weights, wildcarded


def _text(name: str, content: str, form: str = "html") -> etree._Element:
    """Make an element that holds a text in a format."""
    return E(name, E.text(content), format=form)


def write(pool: Pool) -> bytes:
    """Write a pool as one category of questions."""
    category = E.question(E.category(E.text(f"$course$/top/Two Oceans/{pool.title}")), type="category")
    return xml(E.quiz(category, *(_question(one) for one in pool.questions)))


def _question(question: Question) -> etree._Element:
    """Write one question: idnumber is the item's id, so that an update can be told from a new question."""
    kinds = {
        "one": "multichoice",
        "some": "multichoice",
        "match": "matching",
        "order": "matching",
        "text": "shortanswer",
    }
    root = E.question(
        E.name(E.text(question.item.id)),
        _text("questiontext", html(question.asks)),
        _text("generalfeedback", html((*question.explains_rows, *question.explains))),
        E.defaultgrade("1"),
        E.penalty("0"),
        E.hidden("0"),
        E.idnumber(question.item.id),
        type=kinds[question.shape],
    )
    if question.rows:
        root.append(E.shuffleanswers("true"))
        for row in question.rows:
            sub = _text("subquestion", html([row.text]))
            sub.append(E.answer(E.text(flat(question.choices[row.right]))))
            root.append(sub)
        for text, _ in question.unused:
            sub = _text("subquestion", "")
            sub.append(E.answer(E.text(flat(text))))
            root.append(sub)
    elif question.shape == "text":
        root.append(E.usecase("0"))
        for answer in question.answers:
            root.extend(
                _answer(100 if answer.right else 0, wildcarded(form), answer.feedback, "moodle_auto_format")
                for form in answer.forms
            )
    else:
        share = weights(question.answers)
        root.append(E.single("true" if question.shape == "one" else "false"))
        root.append(E.shuffleanswers("true"))
        root.append(E.answernumbering("abc"))
        for answer in question.answers:
            part = share[answer.id] if question.shape == "some" else 100 if answer.right else 0
            root.append(_answer(part, html([answer.text]), answer.feedback, "html"))
    tags = (question.item.type, question.item.bloom, *question.item.homes)
    root.append(E.tags(*(E.tag(E.text(tag)) for tag in dict.fromkeys(tags))))
    return root


def _answer(share: float, text: str, feedback: tuple, form: str) -> etree._Element:
    """Make an answer with what it is worth, in percent, and its feedback."""
    return E.answer(E.text(text), _text("feedback", html([feedback])), fraction=f"{share:g}", format=form)
