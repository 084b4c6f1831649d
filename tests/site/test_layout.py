"""Narrow, enlarged, printed, still, and in the reader's own colors: nothing is lost."""

from __future__ import annotations

import itertools

import pytest
from checks import layout
from checks.browser import SETTLE, Setting, opened
from checks.keyboard import walk

# 1280 x 1024 at 400 % is 320 x 256 CSS pixels.
SIZES = [(320, 800), (360, 800), (320, 256)]
runs: set[tuple[str, str]] = set()


def test_flow(browser, served, address):
    """Narrow or at 400 %, a page scrolls one way only and cuts no text off, with the reader's spacing too; Chinese stands upright, links show."""
    found = []
    with opened(browser, served + address, Setting(320), bypass_csp=True) as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(SETTLE)
            found += [f"{width}x{height}: {finding}" for finding in layout.overflow(page) + layout.clipped(page)]
            runs.add((address, f"{width}x{height}"))
        found += layout.oblique(page) + layout.plain_links(page)
        page.add_style_tag(content=layout.SPACED)
        found += [f"with spacing: {finding}" for finding in layout.overflow(page) + layout.clipped(page)]
    assert found == []


def test_every_run(pages):
    """All pages were looked at in all sizes."""
    assert runs == set(itertools.product(pages, (f"{width}x{height}" for width, height in SIZES)))


def test_shift(browser, served, sampled):
    """Nothing moves while a narrow page loads and is scrolled through."""
    with opened(browser, served + sampled, Setting(320)) as page:
        assert layout.shifts(page) == []


@pytest.mark.parametrize("where", ["/", "/article/", "/actors/nato/", "/timeline/"])
def test_shift_wide(browser, served, where):
    """Nor does anything on a wide one."""
    with opened(browser, served + where, Setting(1280)) as page:
        assert layout.shifts(page) == []


def test_print(browser, served, sampled):
    """On paper there is the text, whole, and nothing to click."""
    with opened(browser, served + sampled, bypass_csp=True) as page:
        assert layout.printed(page) == []


@pytest.mark.parametrize("where", ["/", "/article/", "/actors/nato/", "/timeline/", "/article/corrections/"])
def test_forced_colors(browser, served, where):
    """In the reader's own colors every stop still shows the focus."""
    with opened(browser, served + where, forced_colors="active") as page:
        found = walk(page, indicator_only=True)
    assert len(found.stops) >= 3
    assert found.findings == []


def test_reduced_motion(browser, served, sampled):
    """Nothing moves for a reader who asks for stillness."""
    with opened(browser, served + sampled, reduced_motion="reduce") as page:
        assert layout.moving(page) == []


def plant(page, markup):
    """Add to the article of a page."""
    page.evaluate("(text) => document.querySelector('article').insertAdjacentHTML('beforeend', text)", markup)


PLANTED = {
    "overflow": (layout.overflow, '<p style="width: 500px">wide</p>', "reaches past"),
    "clipped": (
        layout.clipped,
        '<p style="width: 5em; overflow: hidden; white-space: nowrap">some clipped words</p>',
        "clipped",
    ),
    "clipped down": (layout.clipped, '<p style="height: 1em; overflow: clip">some<br>clipped<br>words</p>', "clipped"),
    "oblique": (layout.oblique, '<em lang="zh-Hant" style="font-style: italic">孫成昊</em>', "is italic"),
    "link": (
        layout.plain_links,
        '<p>Some words <a href="." style="text-decoration: none">linked</a> and more.</p>',
        "underlined",
    ),
    "moving": (layout.moving, '<p style="transition: color .2s">x</p>', "transition"),
    "animated": (
        layout.moving,
        '<style>@keyframes k { to { opacity: 0 } }</style><p style="animation: k 50ms">x</p>',
        "animation",
    ),
    "smooth": (layout.moving, '<p style="scroll-behavior: smooth">x</p>', "smoothly"),
    "print chrome": (layout.printed, '<nav style="display: block !important">Elsewhere</nav>', "is printed"),
    "print scroll": (layout.printed, '<pre style="height: 2em; overflow: auto">a\nb\nc\nd</pre>', "cut off on paper"),
    "print fixed": (layout.printed, '<p style="position: fixed">x</p>', "over every page"),
    "print wide": (layout.printed, '<p style="min-width: 1200px">wide</p>', "reaches past"),
}
GOOD = {
    "scroll box": (layout.overflow, '<div style="overflow: auto"><p style="width: 500px">wide</p></div>'),
    "visually hidden": (
        layout.clipped,
        '<span style="position: absolute; width: 1px; height: 1px; overflow: hidden">x</span>',
    ),
    "upright": (layout.oblique, '<em><span lang="zh-Hant" style="font-style: normal">孫成昊</span> said</em>'),
    "link alone": (layout.plain_links, '<p><a href="." style="text-decoration: none">alone</a></p>'),
    "instant": (layout.moving, '<p style="transition: color 0s; animation: none 1s">x</p>'),
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted(browser, served, name):
    """A planted fault is found for its reason."""
    check, markup, reason = PLANTED[name]
    with opened(browser, served + "/article/", Setting(320), bypass_csp=True) as page:
        plant(page, markup)
        assert [finding for finding in check(page) if reason in finding]


@pytest.mark.parametrize("name", GOOD)
def test_look_alike(browser, served, name):
    """What only looks like a fault adds no finding."""
    check, markup = GOOD[name]
    with opened(browser, served + "/article/", Setting(320), bypass_csp=True) as page:
        before = check(page)
        plant(page, markup)
        assert check(page) == before


def test_planted_shift(browser, served):
    """A block that comes in late and pushes the text down is found."""
    late = """addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() =>
      document.body.insertAdjacentHTML('afterbegin', '<p style="height: 200px">late</p>'))))"""
    with opened(browser, served + "/article/") as page:
        page.add_init_script(late)
        assert layout.shifts(page)


def test_planted_forced_colors(browser, served):
    """A focus shown by a shadow alone is lost in the reader's own colors, and found."""
    with opened(browser, served + "/article/", forced_colors="active", bypass_csp=True) as page:
        page.add_style_tag(content=":focus-visible { outline: none !important; box-shadow: 0 0 0 3px red !important }")
        assert [finding for finding in walk(page, indicator_only=True).findings if "indicator" in finding]
