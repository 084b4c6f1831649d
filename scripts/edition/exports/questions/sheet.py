"""Pages to print: a sheet of questions with boxes to fill, and the same with the key."""

from __future__ import annotations

from edition.exports.questions.neutral import Pool
from edition.exports.withdrawal import RIGHTS
from edition.model import Edition
from edition.templates import ENVIRONMENT
from edition.views import quiz


def write(pool: Pool, edition: Edition, *, with_key: bool) -> bytes:
    """Write a pool as a page; without the key nothing of any answer is in it."""
    entries = [quiz.made(one.item, edition) for one in pool.questions]
    text = ENVIRONMENT.get_template("sheet.html").render(
        title=pool.title, pool=pool, entries=entries, with_key=with_key, rights=RIGHTS, sure=quiz.SURE
    )
    return text.encode()
