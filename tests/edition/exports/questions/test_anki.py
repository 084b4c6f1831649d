"""Anki packages, imported by the real program: twice without doubling, changed notes changed, other decks beside them."""

import unicodedata
from dataclasses import replace

import expected
import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from lxml import html

from edition.exports.questions import anki
from edition.exports.questions.neutral import pools


def composed(value):
    """Give texts in normal form NFC, to which Anki brings what it stores."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return type(value)(map(composed, value)) if isinstance(value, list | tuple) else value


@pytest.fixture
def collection(tmp_path):
    """Give an empty collection."""
    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


@pytest.fixture
def imported(collection, tmp_path):
    """Give a function that imports a package and gives the notes by the ids of their items."""

    def take(content):
        file = tmp_path / "deck.apkg"
        file.write_bytes(content)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))
        notes = [collection.get_note(key) for key in collection.find_notes("")]
        found = {note["Id"]: note for note in notes}
        assert len(found) == len(notes)
        return found

    return take


def test_items(imported, pool):
    """Every item is a note with its question, key, reasons and language."""
    notes = imported(anki.write(pool))
    assert set(notes) == {one.item.id for one in pool.questions}
    for one in pool.questions:
        note = notes[one.item.id]
        text, languages = expected.read_html(note["Question"])
        assert text == composed(expected.even(one.item.stem) + expected.even(one.item.machine or ""))
        assert languages == expected.chinese(one.item, one.item.stem, one.item.machine or "")
        why, _ = expected.read_html(note["Why"])
        answers = [
            expected.even(part.text_content()) for part in html.fragment_fromstring(note["Answer"], "div").iter("li")
        ]
        options = composed(expected.options(one.item))
        offered = expected.read_html(note["Options"] or "<p/>")[0]
        if options:
            assert sorted(answers) == sorted(option for option, right, _ in options if right)
            assert all(option in offered for option, _, _ in options)
        elif one.item.type == "short":
            assert answers == composed([expected.even(form) for form in one.item.accept])
            assert not note["Options"]
        else:
            rows = [f"{row} → {answer}" for row, answer, _ in expected.rows(one.item)]
            assert sorted(answers) == sorted(composed(rows))
        told = [said for _, _, said in options + expected.rows(one.item)] + [
            said for _, _, said in expected.typed(one.item)
        ]
        assert all(said in why for said in composed(told))
        assert one.item.type in note.tags


def test_twice(imported, pool):
    """A package that is imported again doubles nothing."""
    content = anki.write(pool)
    first = {key: note.id for key, note in imported(content).items()}
    assert {key: note.id for key, note in imported(content).items()} == first


def test_change(imported, hostile_bank, monkeypatch):
    """A later package changes the note of an item whose text has changed, and keeps its cards."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = imported(anki.write(pools(replace(hostile_bank))[-1]))
    items = tuple(item.model_copy(update={"stem": "Changed: " + item.stem}) for item in hostile_bank.questions)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    second = imported(anki.write(pools(replace(hostile_bank, questions=items))[-1]))
    assert {key: note.card_ids() for key, note in first.items()} == {
        key: note.card_ids() for key, note in second.items()
    }
    assert all(expected.read_html(note["Question"])[0].startswith("Changed: ") for note in second.values())


def test_two_decks(imported, edition):
    """The packages of two sets can be imported into one collection; an item in both is one note."""
    one, other = pools(edition)[:2]
    imported(anki.write(one))
    notes = imported(anki.write(other))
    assert set(notes) == {item.item.id for pool in (one, other) for item in pool.questions}


def test_same_bytes(pool, monkeypatch):
    """Two writings at one commit give the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert anki.write(pool) == anki.write(pool)
