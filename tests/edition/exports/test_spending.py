"""Military spending as a file, read back with csv, and with cells that are made to break things."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

from edition.exports import spending


def rows(edition):
    """Read the table as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(spending.as_csv(edition).decode(), newline="")))


def test_every_amount_is_there(edition):
    """The file has every amount once, in the order of the edition, with the decimals that its edition has."""
    found = rows(edition)
    assert list(found[0]) == list(spending.COLUMNS)
    assert len(found) == len(edition.amounts) > 200
    for row, amount in zip(found, edition.amounts, strict=True):
        assert row == {name: str(value) for name, value in amount.model_dump().items()}


def test_the_file_is_that_of_the_editors(root, edition):
    """Read by the same program, the authored table and the published one are equal."""
    authored = (root / "docs" / "_data" / "military-expenditure.csv").read_text(encoding="utf-8")
    assert list(csv.DictReader(io.StringIO(authored, newline=""))) == rows(edition)


def test_formulas_are_disarmed(edition):
    """A cell that a spreadsheet would run comes out behind an apostrophe, and a comma stays in its cell."""
    hostile = edition.amounts[0].model_copy(update={"unit": '=SUM(1), "x"', "value": Decimal(-1)})
    (row,) = rows(replace(edition, amounts=(hostile,)))
    assert row["unit"] == '\'=SUM(1), "x"'
    assert row["value"] == "'-1"


def test_an_edition_without_amounts_has_a_header(sample):
    """The file is there, with its columns and nothing else."""
    assert spending.as_csv(sample).decode().splitlines() == [",".join(spending.COLUMNS)]
