"""The timeline: order, groups, facets, and a drawing that has the events of the list."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from edition.blocks import expand
from edition.model import ARTICLE_DAY
from edition.site import check
from edition.views import timeline as view
from edition.views.block import BlockError

HOSTILE = '<script>x</script> [a](b) *c* _d_ `e` {: #f } &amp; "g" | \\ ]]>'
# One or more of every group, of every precision, in the order in which they are to stand.
DATES = (
    "1949",
    "1949-04-04",
    "1989-12-31",
    "1990",
    "2015-11",
    "2016",
    "2019-12-31",
    "2020",
    "2021-12",
    "2022",
    "2022-01",
    "2022-01-01",
    "2022-01-01",
    "2022-12-31",
    "2023",
    "2023-01-15",
    "2023-08",
    "2023-08-18",
    "2023-08-31",
    "2023-09",
    "2023-09-01",
    "2023-12",
    "2024",
    "2026-11-24",
)


@pytest.fixture(scope="module")
def dated(sample, an_event, a_page, with_pages):
    """Give the sample with these events; every other one concerns the shore too, and the last one that alone."""
    both = ("coast", "shore")
    events = [
        an_event(f"n{number:02d}", date, pages=both if number % 2 else ("coast",)) for number, date in enumerate(DATES)
    ]
    events[-1] = events[-1].model_copy(update={"pages": ("shore",)})
    shore = a_page("actors/shore.md", kind="territory", title="A shore")
    return with_pages(sample, shore, events=tuple(events))


@pytest.fixture(scope="module")
def block(dated, converter):
    """Give the block as it stands on the page."""
    source, issues = expand("<!-- edition:timeline -->", "timeline.md", dated)
    assert not issues
    return html.fragment_fromstring(converter.reset().convert(source), create_parent="article")


def test_events_are_sorted_by_date_and_precision(broken):
    """However the files have them: a year stands before its months, a month before its days, equal dates by id."""
    records = [
        f"- id: e-n{number:02d}\n  date: '{date}'\n  text: It happened.\n  sources: [strand-2021]\n  pages: [coast]\n"
        for number, date in enumerate(DATES)
        if date < "2023-10"
    ]
    folder = broken / "_data" / "events"
    (folder / "events.yml").unlink()
    (folder / "a.yml").write_text("".join(records[::-2]), encoding="utf-8")
    (folder / "b.yml").write_text("".join(records[-2::-2]), encoding="utf-8")
    text = (broken / "actors" / "coast.md").read_text(encoding="utf-8").replace("2023-10-20", "2023-11-01")
    (broken / "actors" / "coast.md").write_text(text, encoding="utf-8")
    found, issues = check(broken)
    assert not [issue for issue in issues if issue.code != "S003"]
    assert [issue.code for issue in issues] == []
    assert [event.date for event in found.events] == [date for date in DATES if date < "2023-10"]
    assert [event.id for event in found.events] == sorted(event.id for event in found.events)


def test_only_what_is_later_is_after(dated):
    """The day of the commentary, its month and its year are not after it; the next day, month and year are."""
    after = [event.date for event in dated.events if event.is_after]
    assert after == ["2023-09", "2023-09-01", "2023-12", "2024", "2026-11-24"]
    assert ARTICLE_DAY == "2023-08-31"


def test_groups_are_periods_and_years(dated):
    """Periods until 2021, then years; 2023 in two parts; no event is in none or in two."""
    groups = view.timeline(dated)["groups"]
    found = [(group["id"], group["heading"], len(group["events"])) for group in groups]
    assert found == [
        ("to-1989", "1949 to 1989", 3),
        ("to-2015", "1990 to 2015", 2),
        ("to-2021", "2016 to 2021", 4),
        ("2022", "2022", 5),
        ("2023", "2023, to the commentary", 5),
        ("2023-after", "2023, after the commentary", 3),
        ("2024", "2024", 1),
        ("2026", "2026", 1),
    ]
    assert [item["event"] for group in groups for item in group["events"]] == list(dated.events)
    assert [group["times"] for group in groups] == [["before"]] * 5 + [["after"]] * 3
    assert [group["pages"] for group in groups][-2:] == [["coast"], ["shore"]]


def test_counts_of_the_facets_add_up(dated):
    """Before and after together are all events; the count of a page is the number of events that name it."""
    found = view.timeline(dated)
    time, page = found["facets"]
    assert found["total"] == len(DATES)
    assert [(one["value"], one["count"]) for one in time["options"]] == [("before", 19), ("after", 5)]
    assert [(one["value"], one["label"], one["count"]) for one in page["options"]] == [
        ("shore", "A shore", 12),
        ("coast", "The coast", 23),
    ]


def values(node):
    """Give what an element is filtered by."""
    return set(node.get("data-values").split())


def test_counts_are_those_of_the_list(block):
    """Every choice that the block offers counts the items that have its value, and keeps the groups that hold them."""
    items = block.xpath(".//li[@data-values]")
    for choice in block.xpath(".//a[@data-facet]"):
        value = choice.get("data-value")
        matching = [item for item in items if value in values(item)]
        assert matching
        assert choice.text_content().endswith(f" ({len(matching)})"), value
        groups = block.xpath(".//section[@data-group]")
        assert [value in values(one) for one in groups] == [bool(set(matching) & set(one.iter("li"))) for one in groups]


def test_list_and_drawing_have_the_same_events(dated, block):
    """One item and one dot an event, in one order, with the same values to filter by."""
    items, dots = block.xpath(".//li[@data-values]"), block.xpath(".//circle[@data-values]")
    assert [item.get("id") for item in items] == [event.id for event in dated.events]
    found = view.drawing(list(dated.events))
    assert [dot["event"] for panel in found["panels"] for dot in panel["dots"]] == list(dated.events)
    assert [values(one) for one in dots] == [values(one) for one in items]
    assert [values(one) - {"before", "after"} for one in items] == [set(event.pages) for event in dated.events]


def test_what_came_after_is_a_ring(dated, block):
    """Dots of later events, and no others, have the class that draws them hollow, so that colour is not needed."""
    rings = ["dot-after" in dot.get("class").split() for dot in block.xpath(".//circle")]
    assert rings == [event.is_after for event in dated.events]
    assert all("dot" in dot.get("class").split() for dot in block.xpath(".//circle"))


def test_the_drawing_is_named(dated, block):
    """Those who do not see it are told its title and its numbers."""
    (svg,) = block.xpath(".//svg[@role='img']")
    names = {one.get("id"): one.text_content() for one in svg if one.get("id")}
    assert svg.get("aria-labelledby").split() == list(names)
    title, description = names.values()
    assert title == f"When the events happened: {len(DATES)} in all"
    assert description.startswith("19 to the commentary, 5 after it.")


def distances(panel):
    """Give the distance of every pair of dots of a panel."""
    for one, two in combinations(panel["dots"], 2):
        yield ((one["x"] - two["x"]) ** 2 + (one["y"] - two["y"]) ** 2) ** 0.5


def is_sound(found):
    """Tell what must hold of every drawing: dots and lines inside it, over their base line, and no two dots overlap."""
    foot = 0
    for panel in found["panels"]:
        radius = panel["radius"]
        assert foot < panel["top"] < panel["base"] < panel["foot"] < found["height"]
        foot = panel["foot"]
        assert panel["dots"]
        for dot in panel["dots"]:
            assert radius <= dot["x"] <= found["width"] - radius
            assert panel["top"] <= dot["y"] - radius
            assert dot["y"] + radius <= panel["base"]
        assert 0 < 2 * radius <= min(distances(panel), default=99)
        assert all(0 <= tick["x"] <= found["width"] for tick in panel["ticks"])
        first, last = panel["title"].partition(",")[0].split(" to ")
        assert first <= panel["dots"][0]["event"].date[:4] <= panel["dots"][-1]["event"].date[:4] <= last
    if line := found["article"]:
        assert 0 < line["x"] < found["width"]
        assert found["panels"][-1]["top"] <= line["top"] < line["bottom"] <= found["panels"][-1]["base"]


def test_the_sample_is_drawn_soundly(sample):
    """The drawing of the sample's three events is in order."""
    is_sound(view.drawing(list(sample.events)))


def test_events_of_every_year_are_drawn_soundly(an_event):
    """With an event in every year from 1949 and in every quarter since 2020, dots stand side by side and do not touch."""
    dates = [str(year) for year in range(1949, 2020)]
    dates += [f"{year}-{month:02d}" for year in range(2020, 2027) for month in (1, 4, 7, 10)]
    is_sound(view.drawing([an_event(f"n{date}", date) for date in dates]))


@given(
    st.lists(
        st.tuples(st.integers(1949, 2026), st.integers(0, 12), st.integers(0, 28)).map(
            lambda day: "-".join(
                [f"{day[0]}", *([f"{day[1]:02d}"] if day[1] else []), *([f"{day[2]:02d}"] if all(day[1:]) else [])]
            )
        ),
        max_size=60,
    )
)
def test_any_events_are_drawn_soundly(an_event, dates):
    """Whatever the dates from 1967 to now, each event is one dot in the column of its date."""
    dates = sorted(["1967", *(date for date in dates if date > "1967"), "2023-08-31"])
    events = [an_event(f"n{number}", date) for number, date in enumerate(dates)]
    found = view.drawing(events)
    is_sound(found)
    assert [dot["event"] for panel in found["panels"] for dot in panel["dots"]] == events
    for panel in found["panels"]:
        places = [dot["x"] for dot in panel["dots"]]
        assert places == sorted(places)
    old, new = found["panels"]
    assert {dot["event"].date[:4] < "2020" for dot in old["dots"]} <= {True}
    for panel, width in ((old, 4), (new, 7)):
        for one, two in combinations(panel["dots"], 2):
            same = _column(one["event"].date, width) == _column(two["event"].date, width)
            assert (one["x"] == two["x"]) is same


def _column(date, width):
    """Give what an event shares with those of its column: its year, or its quarter (a year alone is its first)."""
    return date[:4] if width == 4 else (date[:4], (int(date[5:7] or 1) - 1) // 3)


@pytest.mark.parametrize(
    ("dates", "titles", "has_line"),
    [
        ((), [], False),
        (("1950", "1999-01-01"), ["1950 to 2019, by year"], False),
        (("2020", "2022-12-31"), ["2020 to 2022, by quarter"], False),
        (("2021", "2024-05"), ["2020 to 2024, by quarter"], True),
        (("1999", "2023"), ["1999 to 2019, by year", "2020 to 2023, by quarter"], True),
    ],
    ids=["none", "old", "before the year", "recent", "both"],
)
def test_a_panel_without_events_is_left_out(sample, an_event, dates, titles, has_line):
    """Only what has events is drawn, and the commentary has its line only where its year is drawn; the block stands."""
    events = [an_event(f"n{number}", date) for number, date in enumerate(dates)]
    found = view.drawing(events)
    is_sound(found)
    assert [panel["title"] for panel in found["panels"]] == titles
    assert (found["article"] is not None) is has_line
    text, issues = expand("<!-- edition:timeline -->", "timeline.md", replace(sample, events=tuple(events)))
    assert not issues
    assert ("chart-now" in text) is has_line
    assert text.count("<circle") == len(dates)


def test_the_line_of_the_commentary_stands_in_its_quarter(an_event):
    """Events of the quarter of the commentary stand within half a column of its line, others do not."""
    dates = ["1967", "2023-06-30", "2023-07-01", "2023-08-31", "2023-09-30", "2023-10-01"]
    found = view.drawing([an_event(f"n{number}", date) for number, date in enumerate(dates)])
    places = {dot["event"].date: dot["x"] for dot in found["panels"][1]["dots"]}
    inside = places["2023-07-01"]
    pitch = places["2023-10-01"] - inside
    assert places["2023-08-31"] == places["2023-09-30"] == inside
    assert places["2023-06-30"] == pytest.approx(inside - pitch, abs=0.02)
    assert abs(found["article"]["x"] - inside) <= pitch / 2 + 0.02


def test_items_lead_where_they_should(sample, converter):
    """An item has its date in words, its sources on their page, its pages, its sentences, and its own address."""
    source, _ = expand("<!-- edition:timeline -->", "timeline.md", sample)
    page = html.fragment_fromstring(converter.reset().convert(source), create_parent="article")
    item = page.get_element_by_id("e-coast-plan")
    assert [(one.get("datetime"), one.text) for one in item.iter("time")] == [("2022-06", "June 2022")]
    assert [link.get("href") for link in item.iter("a")] == [
        "#e-coast-plan",
        "sources.md#coast-plan-2022",
        "actors/coast.md",
        "article/index.md#p02s01",
    ]


def test_unknown_names_are_left_to_the_rules(sample, an_event):
    """Sources, pages and sentences that do not exist are left out; a rule names them."""
    event = an_event("x", "2022", sources=("nothing",), pages=("nothing", "coast"), segments=("p09s09",))
    found = view.timeline(replace(sample, events=(event,)))
    (item,) = found["groups"][0]["events"]
    assert (item["sources"], [page.key for page in item["pages"]], item["segments"]) == ([], ["coast"], [])
    assert [one["value"] for one in found["facets"][1]["options"]] == ["coast"]


def test_hostile_events_come_out_as_text(sample, an_event, converter):
    """Whatever an event and its source hold is read letter for letter, and makes no element."""
    sources = (sample.sources[0].model_copy(update={"publisher": HOSTILE}), *sample.sources[1:])
    event = an_event("x", "2022-06", text=HOSTILE, sources=(sources[0].id,))
    source, _ = expand("<!-- edition:timeline -->", "timeline.md", replace(sample, events=(event,), sources=sources))
    item = html.fragment_fromstring(converter.reset().convert(source), create_parent="article").get_element_by_id("e-x")
    assert " ".join(item.text_content().split()).startswith(f"June 2022 {HOSTILE} ({HOSTILE.removesuffix('>')}")
    assert not item.xpath(".//script | .//em | .//code | .//*[@id='f'] | .//a[@href='b']")


def test_the_block_takes_no_arguments(sample):
    """An argument is refused."""
    with pytest.raises(BlockError, match="no arguments"):
        view.BLOCKS["timeline"](sample, ["coast"], "timeline.md")
