"""What the hub of the quiz loads when a reader puts a quiz together: every question and answer as the pages show it.

It is a classic script that sets one global, because browsers refuse to fetch anything on file://. Links name files of
docs/ in ``data-to``; overrides/assets/quiz.js makes addresses of them for the way in which the site is built.
"""

from __future__ import annotations

import json
import re

from edition import questions
from edition.exports.withdrawal import RIGHTS
from edition.model import Edition
from edition.templates import ENVIRONMENT
from edition.views import quiz

_BETWEEN = re.compile(r"(?<=>)\n+|\n+(?=<)")


def write(edition: Edition) -> bytes:
    """Write the bank: by the id of an item its form, its answer, and the keys of the pages, sets and objective it is for."""
    macros = ENVIRONMENT.get_template("_question.html").module
    bank = {}
    for item in questions.asked(edition):
        entry = quiz.made(item, edition)
        parts = (macros.question(entry, 0, quiz.SURE), macros.answer(entry, 0, md=False))
        form, answer = (_BETWEEN.sub("", str(part)) for part in parts)
        bank[item.id] = {"form": form, "answer": answer, "keys": [*item.homes, item.objective]}
    data = json.dumps(bank, ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"/* {RIGHTS} */\nglobalThis.quizBank={safe};\n".encode()
