"""The glossary as data, read back with json and csv, and with a hostile term."""

import csv
import io
import json
from dataclasses import replace

import pytest

from edition.exports import glossary
from edition.model import Term

HOSTILE = Term(
    id="hostile",
    en='=SUM(1), "two"',
    zh_hans="两洋",
    zh_hant="兩洋",
    pinyin="Liǎng Yáng",
    seen=False,
    definition="It has a comma, a “quotation”, <b>tags</b> & an end\nof line.",
    machine=("two -sea", "two;sea"),
)


def rows(edition):
    """Read the table as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(glossary.as_csv(edition).decode(), newline="")))


@pytest.fixture
def hostile(sample):
    """Give the sample with a term that is made to break things."""
    return replace(sample, terms=(*sample.terms, HOSTILE))


def test_every_term_is_there(edition):
    """Both files have every term once, in one order, with its Chinese and its sentences."""
    records, table = json.loads(glossary.as_json(edition)), rows(edition)
    assert [one["id"] for one in records] == [one["id"] for one in table]
    assert {one["id"] for one in records} == set(edition.term_by_id)
    for record, row in zip(records, table, strict=True):
        term = edition.term_by_id[record["id"]]
        assert (record["zh_hans"], record["pinyin"]) == (term.zh_hans, term.pinyin)
        assert (row["zh-Hans"], row["zh-Hant"]) == (term.zh_hans or "", term.zh_hant or "")
        assert row["sentences"].split("; ") == (record["segments"] or [""])
        assert row["definition"] == " ".join(term.definition.split())


def test_pages_are_addresses(edition):
    """The page about a term is an address of the site."""
    known = {one["page"].partition("#")[0] for one in json.loads(glossary.as_json(edition)) if one["page"]}
    assert known
    assert all(address.startswith("/") and address.endswith("/") for address in known)


def test_hostile_term(hostile):
    """Quotation marks, commas, tags and a formula come back as text; the formula is behind an apostrophe."""
    row = next(one for one in rows(hostile) if one["id"] == "hostile")
    assert row["english"] == "'" + HOSTILE.en
    assert row["definition"] == " ".join(HOSTILE.definition.split())
    record = next(one for one in json.loads(glossary.as_json(hostile)) if one["id"] == "hostile")
    assert (record["en"], record["machine"]) == (HOSTILE.en, list(HOSTILE.machine))


def test_the_same_edition_gives_the_same_bytes(edition):
    """Nothing of the moment is in the files."""
    assert glossary.as_json(edition) == glossary.as_json(edition)
    assert glossary.as_csv(edition) == glossary.as_csv(edition)
