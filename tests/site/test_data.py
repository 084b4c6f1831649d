"""The data page as built: its drawings can be read on a phone, its tables fit, paper has them, and its file is there."""

from __future__ import annotations

import csv
import io

import pytest
from checks.browser import Setting, opened

DATA = "/data/"
LETTERS = """() => [...document.querySelectorAll('.plot svg')].map((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return Math.min(...[...svg.querySelectorAll('text')].map((one) => parseFloat(getComputedStyle(one).fontSize) * scale));
})"""
# Pairs of texts of a drawing that lie over one another, and texts that leave the window.
COLLISIONS = """() => [...document.querySelectorAll('.plot svg')].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll('text')].map((one) => [one.textContent, one.getBoundingClientRect()]);
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  return [
    ...boxes.flatMap(([name, box], at) => boxes.slice(at + 1).filter(([, other]) => over(box, other)).map(([other]) => [name, other])),
    ...boxes.filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([name]) => [name]),
  ];
})"""
WIDEST = (
    "() => Math.max(...[...document.querySelectorAll('table.numbers')].map((one) => one.getBoundingClientRect().right))"
)


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_drawings_are_legible(browser, served, width):
    """Letters are at least 9.5 pixels high, or 9 on the narrowest phone, and no two texts lie over one another."""
    with opened(browser, served + DATA, Setting(width)) as page:
        letters = page.evaluate(LETTERS)
        assert len(letters) == 4
        assert min(letters) >= (9 if width == 320 else 9.5)
        assert page.evaluate(COLLISIONS) == []


def test_tables_fit_the_narrowest_phone(browser, served):
    """At 320 pixels no table reaches past the window."""
    with opened(browser, served + DATA, Setting(320)) as page:
        assert page.locator("table.numbers").count() == 5
        assert page.evaluate(WIDEST) <= 320


def test_paper_has_drawings_and_tables(browser, served):
    """Nothing of the numbers is left out in print, and letters stay dark on white whatever the screen had."""
    with opened(browser, served + DATA, Setting(1280, "dark")) as page:
        page.emulate_media(media="print")
        assert page.locator(".plot svg").filter(visible=True).count() == 4
        assert page.locator("table.numbers").filter(visible=True).count() == 5
        assert page.evaluate("getComputedStyle(document.querySelector('.plot-name')).fill") == "rgb(0, 0, 0)"


def test_the_file_is_there(built_site, browser, served):
    """The page links to its file, which has a line for each number."""
    with opened(browser, served + DATA) as page:
        assert page.locator("article a[href$='exports/military-expenditure.csv']").count() == 1
    text = (built_site / "exports" / "military-expenditure.csv").read_bytes().decode()
    assert len(list(csv.DictReader(io.StringIO(text, newline="")))) > 200
