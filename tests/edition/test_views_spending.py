"""The charts of spending: every point drawn and every cell is a number of the table, or a quotient of two."""

import csv
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest

from edition.blocks import expand
from edition.views import spending as view
from edition.views.block import BlockError
from edition.views.plot import Frame

PAGE = "data.md"
CHARTS = ("share-by-edition", "share-by-region", "spending-by-country", "spending-by-gdp")
# What a letter of the labels takes at most, bold, at 11 px.
LETTER = 7.0


@pytest.fixture(scope="module")
def numbers(root):
    """Give the numbers of the file as another reader has them: ``{(series, entity, edition): {year: number}}``."""
    found = defaultdict(dict)
    with (root / "docs" / "_data" / "military-expenditure.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["series"], row["entity"], row["edition"]][int(row["year"])] = float(row["value"])
    return dict(found)


@pytest.fixture(scope="module")
def quotient(numbers):
    """Give a function that divides a region by the world, in one edition."""

    def divide(entity, edition):
        whole = numbers["regions", "World", edition]
        return {year: value / whole[year] * 100 for year, value in numbers["regions", entity, edition].items()}

    return divide


@pytest.fixture
def shown(edition, as_shown):
    """Give a function that shows a block on the page: its drawing and its tables."""

    def show(block) -> tuple[Element, list[Element]]:
        article = as_shown(PAGE, edition, block)
        (drawing,) = article.iter("svg")
        return drawing, list(article.iter("table"))

    return show


def cells(table):
    """Give a table as ``{(row, column): text}``; what has no number is left out."""
    columns = [one.text_content() for one in table.findall("thead/tr/th")][1:]
    found = {}
    for row in table.findall("tbody/tr"):
        for name, cell in zip(columns, row.findall("td"), strict=True):
            if "no number" not in cell.text_content():
                found[row.find("th").text_content(), name] = cell.text_content()
    return found


def read(path, frame):
    """Read the points of a line back into years and numbers."""
    pairs = [tuple(map(float, pair.split(","))) for pair in path.split()]
    wide, high = (
        (frame.right - frame.left) / (frame.last - frame.first),
        (frame.bottom - frame.top) / (frame.high - frame.low),
    )
    return {round(frame.first + (x - frame.left) / wide): frame.low + (frame.bottom - y) / high for x, y in pairs}


def test_each_edition_is_one_line(edition, quotient, shown):
    """The first chart has a line for each edition, through the quotients of that edition and no others."""
    found = view.share_by_edition(edition)
    drawing, _ = shown("share-by-edition")
    paths = [one.get("points") for one in drawing.iter("polyline")]
    names = {"April 2017": "2017-04", "April 2020": "2020-04", "April 2023": "2023-04", "April 2025": "2025-04"}
    assert [line["name"] for line in found["lines"]] == list(names)
    for path, key in zip(paths, names.values(), strict=True):
        assert read(path, found["frame"]) == pytest.approx(quotient("Asia and Oceania", key), abs=0.001)


def test_regions_are_of_the_newest_edition(edition, quotient, shown):
    """The second chart has two regions of one edition."""
    found = view.share_by_region(edition)
    drawing, _ = shown("share-by-region")
    lines = dict(zip((line["name"] for line in found["lines"]), drawing.iter("polyline"), strict=True))
    assert list(lines) == ["Asia and Oceania", "Europe"]
    for name, line in lines.items():
        assert read(line.get("points"), found["frame"]) == pytest.approx(quotient(name, "2025-04"), abs=0.001)


def test_every_point_has_its_sign(edition, shown):
    """Where a line has a point there is a sign, and there are no others; each edition has a shape or a color of its own."""
    drawing, _ = shown("share-by-edition")
    places = {
        tuple(map(float, pair.split(","))) for one in drawing.iter("polyline") for pair in one.get("points").split()
    }
    signs = [one for one in drawing.iter() if "plot-point" in (one.get("class") or "").split()]
    assert len(signs) == sum(len(line["dots"]) for line in view.share_by_edition(edition)["lines"])
    round_ones = {(float(one.get("cx")), float(one.get("cy"))) for one in signs if one.tag == "circle"}
    assert round_ones <= places
    assert len({one.get("class") for one in signs}) == 4


def test_countries_are_the_amounts(edition, numbers, shown):
    """Each panel has the ten years of its country, from zero up, and all begin at one height over their base."""
    drawing, _ = shown("spending-by-country")
    panels = view.spending_by_country(edition)["panels"]
    for panel, line in zip(panels, drawing.iter("polyline"), strict=True):
        amounts = numbers["countries", panel["name"], "2025-04"]
        assert [dot["year"] for dot in panel["dots"]] == list(range(2015, 2025))
        heights = [panel["base"] - float(pair.split(",")[1]) for pair in line.get("points").split()]
        first = amounts[2015]
        assert [height / heights[0] for height in heights] == pytest.approx(
            [amounts[y] / first for y in amounts], abs=0.001
        )
        assert [end["label"] for end in panel["ends"]] == [f"{amounts[2015]:,.1f}", f"{amounts[2024]:,.1f}"]
    assert len({round(panel["base"] - panel["level"], 1) for panel in panels}) == 1


def test_shares_of_gdp_are_the_numbers(edition, numbers):
    """Each country has a sign a year, as far along the axis as its number says."""
    found = view.spending_by_gdp(edition)
    zero, one = (tick["at"] for tick in found["levels"][:2])
    for row in found["rows"]:
        along = {mark["year"]: (mark["x"] - zero) / (one - zero) for mark in row["marks"]}
        assert along == pytest.approx(numbers["gdp", row["name"], "2025-04"], abs=0.001)


def test_tables_have_the_numbers_of_the_charts(numbers, quotient, shown):
    """Read back cell by cell; what is left of the world is one hundred less the two regions."""
    (editions,), (regions,) = shown("share-by-edition")[1], shown("share-by-region")[1]
    expected = {
        (str(year), name): f"{value:.1f}"
        for name, key in (
            ("April 2017", "2017-04"),
            ("April 2020", "2020-04"),
            ("April 2023", "2023-04"),
            ("April 2025", "2025-04"),
        )
        for year, value in quotient("Asia and Oceania", key).items()
    }
    assert cells(editions) == expected
    asia, europe = quotient("Asia and Oceania", "2025-04"), quotient("Europe", "2025-04")
    assert cells(regions) == {
        (str(year), name): f"{value:.1f}"
        for year in asia
        for name, value in (
            ("Asia and Oceania", asia[year]),
            ("Europe", europe[year]),
            ("All others", 100 - asia[year] - europe[year]),
        )
    }
    both = [cells(table) for table in shown("spending-by-country")[1]]
    assert both[0] | both[1] == {
        (str(year), entity): f"{value:,.1f}"
        for (series, entity, _), values in numbers.items()
        if series == "countries"
        for year, value in values.items()
    }
    (gdp,) = shown("spending-by-gdp")[1]
    assert cells(gdp) == {
        (entity, str(year)): f"{value:.2f}"
        for (series, entity, _), values in numbers.items()
        if series == "gdp"
        for year, value in values.items()
    }


def test_every_number_of_the_file_is_shown(numbers, edition):
    """The file has what the page shows and no more: every series is that of a block."""
    assert {series for series, _, _ in numbers} == {"regions", "regions-current", "countries", "gdp"}
    assert {one.year for one in edition.amounts if one.series == "regions-current"} == {2022}


@pytest.mark.parametrize("block", CHARTS)
def test_charts_are_named_and_tabled(shown, block):
    """A drawing has a title and a description with numbers; a table has a caption, and headings with a scope."""
    drawing, tables = shown(block)
    names = {one.get("id"): one.text_content() for one in drawing if one.get("id")}
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby").split() == list(names)
    title, description = names.values()
    assert len(title) > 20
    assert len(re.findall(r"\d\.\d", description)) >= 4
    assert tables
    for table in tables:
        assert len(table.find("caption").text_content()) > 20
        assert all(one.get("scope") in ("row", "col") for one in table.iter("th"))
        assert len(table.findall("thead/tr/th")) <= 5


@pytest.mark.parametrize("block", CHARTS)
def test_charts_have_method_and_credit(edition, as_shown, block):
    """Under each drawing stands where the numbers come from, with links to the releases on this page and to SIPRI."""
    (caption,) = as_shown(PAGE, edition, block).iter("figcaption")
    assert "Source: SIPRI Military Expenditure Database" in caption.text_content()
    links = [one.get("href") for one in caption.iter("a")]
    assert links[-1] == "https://www.sipri.org/databases/milex"
    assert {link.removeprefix("#") for link in links[:-1]} <= set(edition.source_by_id)
    assert ("our own calculation" in caption.text_content()) is block.startswith("share")


def inside(drawing):
    """Give the place and the size of every text of a drawing, as left, right, top, bottom, with a wide guess at its letters."""
    for text in drawing.iter("text"):
        x, y, width = float(text.get("x")), float(text.get("y")), LETTER * len(text.text_content())
        left = x - {"end": width, "middle": width / 2}.get(text.get("text-anchor"), 0)
        yield left, left + width, y - 9, y + 2


@pytest.mark.parametrize("block", CHARTS)
def test_labels_are_inside_and_apart(shown, block):
    """No text of a drawing lies over another, and all lie inside it."""
    drawing, _ = shown(block)
    _, _, wide, high = map(float, drawing.get("viewbox").split())
    texts = list(inside(drawing))
    assert all(left >= -2 and right <= wide + 2 and top >= 0 and bottom <= high for left, right, top, bottom in texts)
    for one, two in combinations(texts, 2):
        assert one[1] <= two[0] + 2 or two[1] <= one[0] + 2 or one[3] <= two[2] + 1 or two[3] <= one[2] + 1


def test_the_pair_is_that_of_the_article(edition):
    """The diamonds stand at the numbers that the sentence has."""
    text = edition.by_id[view.SEGMENT].corrected
    (first, low), (_, high) = view.PAIR
    assert f"from {low:.0f}% in {first} to {high:.0f}% today" in text
    dots = view.share_by_edition(edition)["pair"]
    assert [(dot["year"], dot["value"], dot["label"]) for dot in dots] == [(2009, 20.0, "20%"), (2023, 28.0, "28%")]


def test_shares_in_sentences_are_computed(edition, quotient, converter):
    """A sentence of the page has the quotient of its edition, and cites its source."""
    text, issues = expand("<!-- edition:share regions 2023-04 2009 2022 -->", PAGE, edition)
    assert not issues
    found = quotient("Asia and Oceania", "2023-04")
    assert f"**{found[2009]:.1f}%** of the world’s total in 2009 and **{found[2022]:.1f}%** in 2022" in text
    assert "](#sipri-release-2023){ .cite }" in text
    assert "release of April 2023" in text
    current, _ = expand("<!-- edition:share regions-current 2023-04 2022 -->", PAGE, edition)
    assert f"**{574.9 / 2239.9 * 100:.1f}%** in 2022" in current


def test_no_share_is_typed(root):
    """The page has no share of the world with decimals in its own text: blocks compute them."""
    body = (root / "docs" / PAGE).read_text(encoding="utf-8")
    assert not re.findall(r"\d\.\d+ ?%", body)


def test_the_page_says_what_the_numbers_say(root, quotient):
    """What its sentences conclude holds: where the pair fits, when Europe passed, and that the first share shrinks."""
    pairs = {key: quotient("Asia and Oceania", key) for key in ("2017-04", "2020-04", "2023-04", "2025-04")}
    fits = [key for key, found in pairs.items() if round(found[2009]) == 20 and round(found[max(found)]) == 28]
    assert fits == ["2020-04"]
    shrinking = [found[2009] for found in pairs.values()]
    assert shrinking == sorted(shrinking, reverse=True)
    asia, europe = pairs["2025-04"], quotient("Europe", "2025-04")
    assert max(asia, key=asia.get) == 2021
    assert [year for year in range(2012, 2025) if europe[year] > asia[year]] == [2024]
    assert all(found[max(found)] < 28 for found in pairs.values())


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("", "takes a series"),
        ("regions 2023-04", "takes a series"),
        ("regions 2021-04 2009", "no edition '2021-04'"),
        ("regions 2023-04 2024", "no year '2024'"),
        ("regions 2023-04 today", "no year 'today'"),
        ("gdp 2025-04 2009", "no 'gdp' of Asia and Oceania"),
    ],
)
def test_arguments_that_name_nothing_are_refused(edition, args, says):
    """The finding says what is not there."""
    _, issues = expand(f"<!-- edition:share {args} -->".replace("  ", " "), PAGE, edition)
    assert [issue.code for issue in issues] == ["B002"]
    assert says in issues[0].message


@pytest.mark.parametrize("block", CHARTS)
def test_without_numbers_there_is_no_chart(sample, block):
    """An edition without the table stops at the block that wants it."""
    with pytest.raises(BlockError, match=r"military-expenditure\.csv has no"):
        view.BLOCKS[block](sample, [], PAGE)


def test_numbers_outside_the_chart_are_refused(edition):
    """A share beyond the axis, an edition without a look, and a country without one of the years stop the build."""
    low = tuple(
        one.model_copy(update={"value": one.value / 2}) if one.entity == "Asia and Oceania" else one
        for one in edition.amounts
    )
    with pytest.raises(BlockError, match="outside 15 to 30%"):
        view.share_by_edition(replace(edition, amounts=low))
    more = tuple(one.model_copy(update={"edition": "2024-04"}) for one in edition.amounts if one.edition == "2023-04")
    with pytest.raises(BlockError, match="5 editions"):
        view.share_by_edition(replace(edition, amounts=edition.amounts + more))
    fewer = tuple(one for one in edition.amounts if (one.series, one.year) != ("gdp", 2015))
    with pytest.raises(BlockError, match="United States has not the years 2009, 2015, 2024"):
        view.spending_by_gdp(replace(edition, amounts=fewer))


def test_a_frame_turns_numbers_into_places():
    """The corners of the field are the first and last year, and the lowest and highest number."""
    frame = Frame(10, 110, 20, 220, 2000, 2010, 0, 50)
    assert [(dot["x"], dot["y"]) for dot in frame.dots([(2000, 0), (2005, 25), (2010, 50)])] == [
        (10, 220),
        (60, 120),
        (110, 20),
    ]
    assert [tick["label"] for tick in frame.years(5)] == ["2000", "2005", "2010"]
    assert [(tick["at"], tick["label"]) for tick in frame.levels(25)] == [(220, "0%"), (120, "25%"), (20, "50%")]


def luminance(color):
    """Give the relative luminance of a color (WCAG 2.2)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colors_are_strong_enough(root, scheme):
    """What draws a line has 3:1 against the page, what writes has 4.5:1, in both schemes."""
    sheet = (root / "overrides" / "assets" / "site.css").read_text(encoding="utf-8")
    colors = {name: pair[scheme] for name, *pair in re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", sheet)}
    paper = luminance(colors["paper"])

    def contrast(name):
        lighter, darker = sorted((luminance(colors[name]), paper), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    rules = re.findall(r"^\.plot (.*?) \{ (.*?) \}$", sheet, re.MULTILINE)
    lines = {
        name for where, body in rules if "grid" not in where for name in re.findall(r"stroke: var\(--([a-z-]+)\)", body)
    }
    texts = {name for where, body in rules for name in re.findall(r"fill: var\(--([a-z-]+)\)", body)} - {"paper"}
    assert lines >= {"soft", "doubt", "accent", "ink", "fault", "edge"}
    assert {name: contrast(name) for name in lines if contrast(name) < 3} == {}
    assert {name: contrast(name) for name in texts | {"ink"} if contrast(name) < 4.5} == {}
