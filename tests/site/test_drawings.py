"""The colors of every drawing: letters and marks stand out from the page in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest
from checks.browser import Setting, opened

PAGES = ("/data/", "/article/argument/", "/article/argument/#as-machine", "/timeline/", "/article/corrections/")
LETTERS, MARKS = 4.5, 3
# Lines that only help the eye along and carry nothing of their own.
HELP = (".plot-grid",)
COLORS = """([help]) => {
  const page = getComputedStyle(document.body).backgroundColor;
  const found = [];
  for (const one of document.querySelectorAll('.chart svg :is(text, tspan, rect, line, path, polyline, circle)')) {
    const style = getComputedStyle(one);
    if (style.display === 'none' || !one.getBoundingClientRect().width && !one.getBoundingClientRect().height) continue;
    if (one.closest('defs') || help.length && one.matches(help)) continue;
    const letters = ['text', 'tspan'].includes(one.localName);
    const painted = [style.fill, style.stroke].filter((color) => color.startsWith('rgb') && color !== page);
    found.push([letters, `${one.localName}.${one.getAttribute('class')}`, painted]);
  }
  return [page, found];
}"""


def luminance(color):
    """Give the relative luminance of a color in the form rgb(r, g, b), as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Give the contrast of two colors, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(page):
    """Give the letters and marks that do not stand out: each mark by the strongest of its colors."""
    ground, found = page.evaluate(COLORS, [", ".join(HELP)])
    assert found
    return [
        (name, painted)
        for letters, name, painted in found
        if painted and max(contrast(color, ground) for color in painted) < (LETTERS if letters else MARKS)
    ]


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_stand_out(browser, served, where, scheme):
    """No letter and no mark of a drawing is fainter than its bound."""
    with opened(browser, served + where, Setting(1280, scheme)) as page:
        assert faint(page) == []


def test_contrast_is_that_of_the_definition():
    """Black on white is 21, a color on itself 1, and the gray #767676 just passes on white."""
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(9, 9, 9)", "rgb(9, 9, 9)") == 1
    assert LETTERS < contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") < LETTERS + 0.1


def test_planted_faint_letters(browser, served):
    """A letter that is too faint is found."""
    with opened(browser, served + "/article/argument/") as page:
        page.evaluate("document.querySelector('.argument text').style.fill = 'rgb(150, 150, 150)'")
        assert [name for name, _ in faint(page)] == ["text.null"]
