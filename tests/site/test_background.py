"""The background pages as built: reached from everywhere they should be, and the filters of sources and timeline."""

from __future__ import annotations

import json
import posixpath
from collections import Counter

import lxml.html
import pytest
from checks.browser import Setting, opened
from checks.pages import page_kinds

TIMELINE = "/timeline/"
SOURCES = "/sources/"
CLAIMS = "/article/claims/"
SHOWN = """(list) => [...document.querySelectorAll(list + ' [data-values]:not([data-group])')].filter((one) => one.checkVisibility()).map((one) => one.id)"""
# A dot that was not chosen is pale.
DOTS = """() => [...document.querySelectorAll('svg [data-values]')]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).opacity === '1').length"""
# Where the fact box and the text lie over one another.
OVER = """() => {
  const box = document.querySelector('.factbox').getBoundingClientRect();
  return [...document.querySelectorAll('article > :not(.factbox)')].map((one) => one.getBoundingClientRect())
    .filter((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom).length;
}"""


@pytest.fixture(scope="module")
def links(built_site, pages):
    """Give, for every page, the pages that its article links to."""
    found = {}
    for address in (one for one in pages if one.endswith("/")):
        tree = lxml.html.fromstring((built_site / address.lstrip("/") / "index.html").read_bytes().decode())
        hrefs = tree.xpath("//article//a/@href")
        found[address] = {
            posixpath.normpath(posixpath.join(address, href.partition("#")[0])).rstrip("/") + "/"
            for href in hrefs
            if not href.startswith(("http", "#"))
        }
    return found


@pytest.fixture(scope="module")
def records(built_site):
    """Give the pages, the events and the sources as the site offers them for download."""
    return {
        name: json.loads((built_site / "exports" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("pages", "timeline", "sources")
    }


def test_every_actor_has_its_page(pages):
    """The nineteen actors of the plan are there, each at its address."""
    planned = (
        "united-states japan south-korea australia new-zealand china united-kingdom nato european-union g7 ukraine "
        "people sun-chenghao ming-pao india north-korea russia taiwan asean"
    )
    assert {f"/actors/{slug}/" for slug in planned.split()} <= set(pages)


def test_background_pages_are_reached(links, built_site):
    """A background page is linked from its index, from Read where the article names it, and from two more pages."""
    found = []
    for address in page_kinds():
        index = posixpath.dirname(address.rstrip("/")) + "/"
        others = [one for one, there in links.items() if address in there and one not in (address, index, "/article/")]
        named = b'class="mentions"' in (built_site / address.lstrip("/") / "index.html").read_bytes()
        if address not in links[index]:
            found.append(f"{address} is not on {index}")
        if named and address not in links["/article/"]:
            found.append(f"{address} is named in the article and not linked from it")
        if len(others) < 2:
            found.append(f"{address} is linked only from {others}")
    assert page_kinds()
    assert found == []


def test_a_page_nobody_links_is_found(links):
    """A page without links would be seen: the check counts links that are there."""
    counted = Counter(there for theirs in links.values() for there in theirs)
    assert counted["/actors/nato/"] > 3
    assert counted["/actors/atlantis/"] == 0


@pytest.mark.parametrize("width", [960, 1440])
def test_fact_box_stands_beside_the_text(browser, served, width):
    """On a wide screen the fact box takes the column of the notes, and nothing lies over it."""
    for address in ("/actors/nato/", "/actors/china/", "/actors/ming-pao/"):
        with opened(browser, served + address, Setting(width)) as page:
            assert page.evaluate(OVER) == 0
            box, text = page.locator(".factbox").bounding_box(), page.locator("article > p").first.bounding_box()
            assert box["x"] >= text["x"] + text["width"]
            assert box["x"] + box["width"] <= width


def of_page(events, key):
    """Give the ids of the events that concern a page."""
    return {event["id"] for event in events if key in event["pages"]}


def test_timeline_filters_combine(browser, served, records):
    """A page and a time show what has both, in the list and in the drawing, and a link from a fact box comes filtered."""
    events = records["timeline"]
    china = of_page(events, "china")
    late = {event["id"] for event in events if event["after_the_commentary"]}
    with opened(browser, f"{served}{TIMELINE}#show-china") as page:
        assert page.locator(".filters[data-scripted]").count() == 1
        assert set(page.evaluate(SHOWN, ".events")) == china
        assert page.url.endswith("?page=china")
        page.click("#filters [data-value=after]")
        assert set(page.evaluate(SHOWN, ".events")) == china & late
        assert page.evaluate(DOTS) == len(china & late)
        assert page.locator("#shown").inner_text().startswith(f"{len(china & late)} of {len(events)} events")
        page.click("#show-all")
        assert page.evaluate(DOTS) == len(events)
    with opened(browser, served + "/actors/china/") as page:
        page.click(".factbox a[href*='timeline']")
        page.locator(".filters[data-scripted]").wait_for()
        assert set(page.evaluate(SHOWN, ".events")) == china


@pytest.mark.parametrize("where", ["http", "file"])
@pytest.mark.parametrize(
    ("page_address", "items"), [(TIMELINE, ".events"), (SOURCES, ".sources"), (CLAIMS, ".filtered")]
)
def test_one_choice_without_script(browser, served, built_site, where, page_address, items):
    """Without a script each choice shows as many items as it says, and the last shows them all again."""
    url = served + page_address if where == "http" else (built_site / page_address.strip("/") / "index.html").as_uri()
    with opened(browser, url, java_script_enabled=False) as page:
        total = len(page.evaluate(SHOWN, items))
        choices = page.locator("#filters a[data-facet]").all()
        assert len(choices) > 8
        for link in choices:
            link.click()
            assert len(page.evaluate(SHOWN, items)) == int(link.inner_text().rpartition("(")[2].rstrip(")"))
        page.click("#show-all")
        assert len(page.evaluate(SHOWN, items)) == total


def test_source_filters_combine(browser, served, records):
    """State media that are primary sources: what has both is shown, and an address with an id shows that source."""
    both = {
        one["id"] for one in records["sources"] if one["custom"]["label"] == "state media" and one["custom"]["primary"]
    }
    assert both
    with opened(browser, served + SOURCES) as page:
        page.click("#filters [data-value=state-media]")
        page.click("#filters [data-value=primary]")
        assert set(page.evaluate(SHOWN, ".sources")) == both
        assert "sources shown" in page.locator("#shown").inner_text()
    other = next(one["id"] for one in records["sources"] if one["id"] not in both)
    with opened(browser, f"{served}{SOURCES}?label=state-media#{other}") as page:
        assert other in page.evaluate(SHOWN, ".sources")


def test_paper_has_every_event(browser, served, records):
    """Whatever is chosen, paper has all events."""
    with opened(browser, f"{served}{TIMELINE}?page=china") as page:
        page.emulate_media(media="print")
        assert len(page.evaluate(SHOWN, ".events")) == len(records["timeline"])


def test_drawing_is_legible_on_a_phone(browser, served):
    """At 360 pixels the letters of the drawing are at least 10 pixels high, and it has a name and a description."""
    with opened(browser, served + TIMELINE, Setting(360)) as page:
        scale = page.evaluate(
            "() => { const s = document.querySelector('.timeline-chart svg'); return s.getBoundingClientRect().width / s.viewBox.baseVal.width }"
        )
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('.timeline-chart text')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) * scale >= 9.5
        assert page.locator(".timeline-chart svg[role=img][aria-labelledby]").count() == 1
        assert len(page.locator(".timeline-chart desc").text_content()) > 60
