"""The table of spending: read with lines, kept apart by edition, divided year by year."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import spending
from edition.model import Amount
from edition.site import check

HEAD = ",".join(spending.COLUMNS)
UNIT = "US$ bn, constant 2019"


def amount(entity="World", year=2009, value="100", edition="2021-04", series="regions", unit=UNIT):
    """Make an amount."""
    return Amount(
        series=series,
        entity=entity,
        year=year,
        value=Decimal(value),
        unit=unit,
        edition=edition,
        source=f"of-{edition}",
    )


def test_the_columns_are_those_of_the_record():
    """The order is part of the form."""
    assert HEAD == "series,entity,year,value,unit,edition,source"


def test_rows_are_read_with_their_lines():
    """Cells keep their decimals, quotation marks go, and each amount knows its line."""
    text = (
        f'{HEAD}\nregions,World,2009,1002.60,"{UNIT}",2021-04,a-2021\nregions,Europe,2009,7,"{UNIT}",2021-04,a-2021\n'
    )
    rows, issues = spending.read(text, "x.csv")
    assert not issues
    assert [(row.path, row.line("value"), str(one.value)) for row, one in rows] == [
        ("x.csv", 2, "1002.60"),
        ("x.csv", 3, "7"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "series\n", HEAD.replace("unit", "units") + "\n", HEAD + ",more\n"])
def test_another_first_line_is_refused(text):
    """An empty file, and one with other columns, gives one finding at its first line and no rows."""
    rows, issues = spending.read(text, "x.csv")
    assert not rows
    assert [(issue.code, issue.line) for issue in issues] == [("N001", 1)]


def test_a_missing_table_is_no_table(sample, broken):
    """The sample has none and loads without amounts."""
    assert not (broken / "_data" / "military-expenditure.csv").exists()
    assert sample.amounts == ()


def test_a_table_in_another_encoding_is_refused(broken):
    """What is refused in other authored files is refused here."""
    (broken / "_data" / "military-expenditure.csv").write_bytes(f"{HEAD}\r\n".encode())
    found, issues = check(broken)
    assert found is None
    assert [issue.code for issue in issues] == ["D004"]


def test_a_line_is_of_one_edition():
    """The same country and years in two editions make two lines, each with its own numbers."""
    amounts = [amount(year=year, edition=edition) for year in (2010, 2009) for edition in ("2021-04", "2023-04")]
    found = spending.lines(amounts)
    assert [(key[2], line.points) for key, line in found.items()] == [
        ("2021-04", ((2009, 100.0), (2010, 100.0))),
        ("2023-04", ((2009, 100.0), (2010, 100.0))),
    ]
    assert {(line.edition, line.source) for line in found.values()} == {
        ("2021-04", "of-2021-04"),
        ("2023-04", "of-2023-04"),
    }


@pytest.mark.parametrize(
    "other",
    [
        {"edition": "2023-04"},
        {"unit": "US$ bn, constant 2018"},
        {"series": "regions-current", "unit": "US$ bn, current"},
    ],
    ids=["edition", "unit", "series"],
)
def test_editions_are_never_divided_by_each_other(other):
    """A share of which part and whole are of two editions, units or series cannot be made."""
    (part,) = spending.lines([amount("Europe")]).values()
    (whole,) = spending.lines([amount(**other)]).values()
    with pytest.raises(ValueError, match="not comparable"):
        spending.share(part, whole)


def test_a_share_has_the_years_of_both():
    """A year that only one of the two has is left out; the unit goes on saying at which prices."""
    amounts = [amount("Europe", 2009, "25"), amount("Europe", 2011, "25"), amount(year=2009), amount(year=2010)]
    (found,) = spending.shares(amounts, "regions", "Europe")
    assert (found.points, found.unit) == (((2009, 25.0),), "% of the world, constant 2019")
    assert (found.first, found.last, found.at(2009), found.at(2010)) == ((2009, 25.0), (2009, 25.0), 25.0, None)


@given(st.lists(st.tuples(st.integers(1949, 2019), st.integers(1, 99999)), unique_by=lambda pair: pair[0], min_size=1))
def test_shares_are_the_quotients(pairs):
    """Whatever the numbers, a share is part over whole in percent, by year, in the order of the years."""
    amounts = [amount("Europe", year, str(value)) for year, value in pairs]
    amounts += [amount(year=year, value="99999") for year, _ in pairs]
    (found,) = spending.shares(amounts, "regions", "Europe")
    assert list(found.points) == [(year, pytest.approx(value * 100 / 99999)) for year, value in sorted(pairs)]


def test_the_order_of_the_file_does_not_matter(edition):
    """Lines are the same when the rows come the other way round."""
    turned = replace(edition, amounts=edition.amounts[::-1])
    assert spending.lines(turned.amounts) == spending.lines(edition.amounts)


def test_the_excerpt_is_small(edition):
    """SIPRI allows less than a tenth of a data set: of some 800 cells of a regional sheet, of 13,000 of a sheet of countries."""
    counted = {}
    for one in edition.amounts:
        counted[one.series, one.edition] = counted.get((one.series, one.edition), 0) + 1
    assert all(number < (80 if series.startswith("regions") else 1300) for (series, _), number in counted.items())
