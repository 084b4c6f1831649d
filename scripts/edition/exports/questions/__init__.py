"""The question bank for other systems: one neutral model, one writer a format, a file for each set and for the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from edition import questions
from edition.exports.questions import anki, bank, cartridge, gift, moodle, qti12, qti21, sheet, table
from edition.exports.questions.neutral import Pool, pools
from edition.model import Edition

FOLDER = "exports/quiz"
Write = Callable[[Pool], bytes]


def rights(edition: Edition) -> dict[str, str]:
    """Say of each item under which terms it may be used, by its id."""
    terms = {True: "contains text of the article, which is excluded from the license", False: "CC BY 4.0"}
    return {item.id: terms[questions.has_article_text(item, edition)] for item in edition.questions}


def formats(edition: Edition) -> dict[str, Write]:
    """Give the writers by what their files end with."""
    terms = rights(edition)
    return {
        "gift": gift.write,
        "moodle.xml": moodle.write,
        "qti12.zip": qti12.write,
        "qti21.zip": qti21.write,
        "imscc": cartridge.write,
        "apkg": anki.write,
        "csv": partial(table.as_csv, rights=terms),
        "json": partial(table.as_json, rights=terms),
        "sheet.html": partial(sheet.write, edition=edition, with_key=False),
        "key.html": partial(sheet.write, edition=edition, with_key=True),
    }


def writers(edition: Edition) -> dict[str, Callable[[Edition], bytes]]:
    """Give the writer of every file of the bank by its path; an edition without questions has none."""
    found: dict[str, Callable[[Edition], bytes]] = {}
    if not edition.questions:
        return found
    for number, pool in enumerate(pools(edition)):
        for ending in formats(edition):
            found[f"{FOLDER}/{pool.key}.{ending}"] = partial(_write, number=number, ending=ending)
    # What the hub of the quiz loads, and nobody takes away.
    found[f"{FOLDER}/bank.js"] = bank.write
    whole = len(pools(edition)) - 1
    for ending in ("csv", "json"):
        found[f"exports/questions.{ending}"] = partial(_write, number=whole, ending=ending)
    return found


def separate(edition: Edition, title: str) -> dict[str, bytes]:
    """Write the bank of an edition as one pool under a title, in every format, by file name."""
    whole = replace(pools(edition)[-1], key="private", title=title)
    return {f"private.{ending}": write(whole) for ending, write in formats(edition).items()}


def _write(edition: Edition, number: int, ending: str) -> bytes:
    """Write one pool in one format."""
    return formats(edition)[ending](pools(edition)[number])
