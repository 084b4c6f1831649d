"""axe on every page in every setting, and with search and menu open."""

from __future__ import annotations

import pytest
from checks.access import violations
from checks.browser import Setting, known_word, open_menu, open_search, opened, thin

SETTINGS = [Setting(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
NARROW = [Setting(320, scheme) for scheme in ("light", "dark")]
runs: set[tuple[str, str]] = set()
grounds: dict[tuple[str, str], str] = {}


def gate(page, name, figures, **how):
    """Give what violates A or AA; best practice is reported and does not gate."""
    gated, advised = violations(page, **how)
    figures.extend(f"axe, best practice, {name}: {finding}" for finding in advised)
    return gated


def settings_of(address, sample):
    """Give all settings for a page of the sample; for others, which share its templates, wide in light, narrow in dark."""
    return SETTINGS if address in sample else [Setting(1280, "light"), Setting(320, "dark")]


def test_page(browser, served, figures, address, sample_of_pages):
    """A page has no violation of WCAG 2.2 A and AA: all rules in light, those of colors and sizes again in dark."""
    with opened(browser, served + address) as page:
        thin(page)
        for setting in settings_of(address, sample_of_pages):
            page.set_viewport_size({"width": setting.width, "height": 900})
            page.emulate_media(color_scheme=setting.scheme)
            found = gate(page, f"{address} {setting}", figures, look_only=setting.scheme == "dark")
            grounds[address, setting.scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
            runs.add((address, str(setting)))
            assert found == [], str(setting)


def test_every_run(pages, sample_of_pages):
    """Axe ran on all pages in their settings, and dark was dark."""
    assert runs == {(page, str(setting)) for page in pages for setting in settings_of(page, sample_of_pages)}
    for address in pages:
        assert grounds[address, "light"] != grounds[address, "dark"]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("state", ["empty", "answers"])
def test_search(browser, served, figures, setting, state):
    """The open search has no violation, before and after it answers."""
    with opened(browser, served + "/article/", setting) as page:
        open_search(page, known_word(page) if state == "answers" else "")
        assert gate(page, f"search {setting}", figures) == []


@pytest.mark.parametrize("setting", NARROW, ids=str)
@pytest.mark.parametrize("where", ["/", "/article/", "/actors/nato/", "/timeline/"])
def test_menu(browser, served, figures, where, setting):
    """The open menu of a narrow page, the same on all pages but for its mark, has no violation."""
    with opened(browser, served + where, setting) as page:
        open_menu(page)
        assert gate(page, f"menu {setting}", figures) == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('article p').style.color = '#bbb'", "color-contrast"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')", "image-alt"),
        ("document.querySelector('header button').replaceChildren()", "button-name"),
    ],
)
def test_planted(browser, served, fault, rule):
    """A planted fault is found for its reason."""
    with opened(browser, served + "/article/", Setting(320)) as page:
        page.evaluate(fault)
        gated, _ = violations(page)
        assert [finding for finding in gated if finding.startswith(rule)]


def test_planted_in_dark(browser, served):
    """A color that fails in dark alone is found by the rules that run there."""
    with opened(browser, served + "/article/") as page:
        page.evaluate("document.querySelector('article p').style.color = '#333'")
        assert violations(page)[0] == []
        page.emulate_media(color_scheme="dark")
        gated, _ = violations(page, look_only=True)
        assert [finding for finding in gated if finding.startswith("color-contrast")]


def test_planted_best_practice(browser, served):
    """Best practice is told apart from the levels that gate."""
    with opened(browser, served + "/article/") as page:
        page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<h6>x</h6>')")
        gated, advised = violations(page)
        assert [finding for finding in advised if finding.startswith("heading-order")]
        assert not [finding for finding in gated if finding.startswith("heading-order")]
