"""Anki packages: a note a question, with the question on the front, and the answer and its reasons on the back.

The guid of a note is made of the item's id, so that a later import changes a card and keeps its learning history. Anki
takes a change only from a package that is newer: the time in it is that of the commit (SOURCE_DATE_EPOCH), or now.
"""

from __future__ import annotations

import os
import tempfile
import time
import zipfile
from functools import lru_cache
from html import escape
from pathlib import Path
from zlib import crc32

import genanki

from edition.exports.questions.markup import archive, html
from edition.exports.questions.neutral import Pool, Question, flat
from edition.questions import stop

FIELDS = ("Question", "Options", "Answer", "Why", "Reread", "Id")
_STYLE = """.card { font: 20px/1.5 Georgia, serif; text-align: start; max-width: 38em; margin: auto; padding: 0 1em; }
.options, .why, .reread { font-family: sans-serif; font-size: .9em; }
:lang(zh) { font-style: normal; }
"""
_FRONT = "{{Question}}<div class='options'>{{Options}}</div>"
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}<div class='why'>{{Why}}</div><p class='reread'>{{Reread}} <small>{{Id}}</small>"


def _number(name: str) -> int:
    """Make a number of a name that Anki takes for an id: the same in every package, and no small one."""
    return (1 << 30) + crc32(name.encode()) % (1 << 30)


@lru_cache(maxsize=1)
def _model() -> genanki.Model:
    """Give the type of the notes."""
    return genanki.Model(
        _number("two-oceans question"),
        "Two Oceans question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def fields(question: Question) -> list[str]:
    """Give the fields of a note, as HTML."""
    if question.rows:
        options = _list([html([row.text]) for row in question.rows]) + _list([html([one]) for one in question.choices])
        ordered = sorted(question.rows, key=lambda row: row.right) if question.shape == "order" else question.rows
        answer = _list([f"{html([row.text])} → {html([question.choices[row.right]])}" for row in ordered])
        why = html(question.explains_rows)
    else:
        keys = [html([one.text]) for one in question.answers if one.right]
        forms = [escape(form) for one in question.answers if one.right for form in one.forms]
        options = "" if forms else _list([html([one.text]) for one in question.answers])
        answer = _list(forms or keys)
        why = _list([
            f"<b>{'Right' if one.right else 'Not right'}:</b> {html([one.text]) or 'anything else'}{stop(flat(one.text))} {html([one.feedback])}"
            for one in question.answers
        ])  # fmt: skip
    return [html(question.asks), options, answer, why, html(question.explains), escape(question.item.id)]


def _list(parts: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{part}</li>' for part in parts)}</ul>"


def write(pool: Pool) -> bytes:
    """Write a pool as one deck, with the set and the type of each question as tags."""
    deck = genanki.Deck(_number(f"two-oceans deck {pool.key}"), f"Two Oceans::{pool.title}")
    for one in pool.questions:
        tags = dict.fromkeys(["two-oceans", one.item.type, *one.item.homes])
        guid = genanki.guid_for("two-oceans", one.item.id)
        deck.add_note(genanki.Note(_model(), fields(one), sort_field=flat(one.stem), guid=guid, tags=list(tags)))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = int(epoch) if epoch.isdecimal() else int(time.time())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(file, timestamp=float(moment + _number(pool.key) % 1000))
        with zipfile.ZipFile(file) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
    return archive(files)
