"""The filters of the Corrections page: combined with a script, one at a time without, and never in print."""

from __future__ import annotations

import gzip
from collections import Counter

import pytest
from checks.browser import Setting, opened

PAGE = "/article/corrections/"
SCRIPT_BYTES = 2_000
SHOWN = """() => [...document.querySelectorAll('.fix')].filter((one) => one.checkVisibility()).map((one) => one.id)"""
HEADINGS = """() => [...document.querySelectorAll('.fix-group')].filter((one) => one.checkVisibility()
  && ![...one.querySelectorAll('.fix')].some((fix) => fix.checkVisibility())).length"""
FILTERED = ("article/corrections", "article/claims", "sources", "timeline")


@pytest.fixture(scope="module")
def records(download):
    """Give the corrections by id."""
    return {one["id"]: one for one in download["corrections"]}


def matching(records, **wanted):
    """Give the ids of the corrections that have these values."""
    return {key for key, one in records.items() if all(one[field] == value for field, value in wanted.items())}


def test_choices_combine(browser, served, records):
    """Two choices show what has both, the address keeps them, the number is announced, and a second click undoes one."""
    both = matching(records, severity="major", reading="contested")
    with opened(browser, served + PAGE) as page:
        page.click("#filters [data-value=major]")
        page.click("#filters [data-value=contested]")
        assert set(page.evaluate(SHOWN)) == both
        assert page.evaluate(HEADINGS) == 0
        assert page.url.endswith("?severity=major&reading=contested")
        assert page.locator("#shown").inner_text().startswith(f"{len(both)} of {len(records)}")
        assert page.locator("#shown").get_attribute("role") == "status"
        assert page.locator("#filters [aria-current=true]").count() == 2
        page.reload()
        assert set(page.evaluate(SHOWN)) == both
        page.click("#filters [data-value=major]")
        assert set(page.evaluate(SHOWN)) == matching(records, reading="contested")
        page.go_back()
        assert set(page.evaluate(SHOWN)) == both
        page.click("#show-all")
        assert set(page.evaluate(SHOWN)) == set(records)


def test_an_addressed_correction_is_shown(browser, served, records):
    """A link to a correction that the choices hide shows it all the same."""
    hidden = next(iter(matching(records, severity="minor")))
    with opened(browser, f"{served}{PAGE}?severity=critical#{hidden}") as page:
        assert hidden in page.evaluate(SHOWN)
        assert page.locator(f"#{hidden}").bounding_box()["y"] < 900


def test_unknown_choices_are_ignored(browser, served, records):
    """An address with a value that does not exist hides nothing."""
    with opened(browser, f"{served}{PAGE}?severity=grave&colour=red") as page:
        assert set(page.evaluate(SHOWN)) == set(records)


@pytest.mark.parametrize("where", ["http", "file"])
def test_one_choice_without_script(browser, served, built_site, records, where):
    """Each choice is a link that shows its corrections and hides the others and their empty headings."""
    address = served + PAGE if where == "http" else (built_site / PAGE.strip("/") / "index.html").as_uri()
    seen = Counter()
    with opened(browser, address, java_script_enabled=False) as page:
        for link in page.locator("#filters a[data-facet]").all():
            facet, value = link.get_attribute("data-facet"), link.get_attribute("data-value")
            link.click()
            shown = page.evaluate(SHOWN)
            assert len(shown) == int(link.inner_text().rpartition("(")[2].rstrip(")"))
            assert page.evaluate(HEADINGS) == 0
            if facet in ("severity", "reading"):
                assert set(shown) == matching(records, **{facet: value.replace("-", " ")})
            seen[facet] += 1
        page.click("#show-all")
        assert set(page.evaluate(SHOWN)) == set(records)
    assert set(seen) == {"severity", "reading", "source", "type"}


def test_filters_work_from_a_file(browser, built_site, records):
    """The script filters a page that was opened from the disk."""
    with opened(browser, (built_site / PAGE.strip("/") / "index.html").as_uri()) as page:
        page.click("#filters [data-value=critical]")
        assert set(page.evaluate(SHOWN)) == matching(records, severity="critical")


def test_print_shows_everything(browser, served, records):
    """Whatever is chosen, paper has all corrections."""
    with opened(browser, f"{served}{PAGE}?severity=critical") as page:
        page.emulate_media(media="print")
        assert set(page.evaluate(SHOWN)) == set(records)
    with opened(browser, f"{served}{PAGE}#show-critical", java_script_enabled=False) as page:
        page.emulate_media(media="print")
        assert set(page.evaluate(SHOWN)) == set(records)


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large(browser, served, width):
    """Every choice is at least 24 pixels high."""
    with opened(browser, served + PAGE, Setting(width)) as page:
        heights = page.locator("#filters a").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().height)"
        )
    assert min(heights) >= 24


def test_only_filtered_pages_load_the_script(built_site):
    """Script and rules are small, and only the pages with filters ask for them."""
    wanted = sorted(built_site / page / "index.html" for page in FILTERED)
    for name in ("filters.js", "filters.css"):
        asking = [file for file in built_site.rglob("*.html") if name in file.read_text(encoding="utf-8")]
        assert sorted(asking) == wanted
    assert len(gzip.compress((built_site / "assets/filters.js").read_bytes())) <= SCRIPT_BYTES
