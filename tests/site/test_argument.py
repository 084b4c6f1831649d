"""The argument map in a browser: its words fit their boxes, and its two states need no script."""

from __future__ import annotations

import pytest
from checks.browser import Setting, opened

MAP = "/article/argument/"
# Every line of a box whose end lies outside the box, as the browser draws it.
OUTSIDE = """() => [...document.querySelectorAll('.argument svg')].flatMap((map) => {
  const boxes = [...map.querySelectorAll('.node')].map((box) => box.getBoundingClientRect());
  return [...map.querySelectorAll('text')].filter((text) => getComputedStyle(text).display !== 'none').filter((text) => {
    const here = text.getBoundingClientRect();
    return !boxes.some((box) => box.left <= here.left && here.right <= box.right
      && box.top <= here.top + 1 && here.bottom - 1 <= box.bottom);
  }).map((text) => text.textContent);
})"""
SHOWN = """(which) => [...document.querySelectorAll(which)]
  .filter((one) => getComputedStyle(one).display !== 'none').length"""


@pytest.mark.parametrize("setting", [Setting(1280), Setting(320)], ids=str)
@pytest.mark.parametrize("state", ["", "#as-machine"])
def test_words_fit_their_boxes(browser, served, setting, state):
    """No word of the map runs out of its box, in either state."""
    with opened(browser, served + MAP + state, setting) as page:
        assert page.evaluate("document.querySelectorAll('.argument text').length") > 0
        assert page.evaluate(OUTSIDE) == []


def test_planted_long_word(browser, served):
    """A label that is too long for its box is found."""
    with opened(browser, served + MAP) as page:
        page.evaluate("document.querySelector('.argument text').textContent = 'institutionalization of everything'")
        assert page.evaluate(OUTSIDE) == ["institutionalization of everything"]


def test_switch_without_a_script(browser, served):
    """The links turn the marks of the machine text on and off, and the words with them."""
    with opened(browser, served + MAP, java_script_enabled=True) as page:
        damaged = page.locator(".fate-weakened, .fate-inverted, .fate-vanished").count()
        assert damaged > 0
        assert page.evaluate(SHOWN, ".fate-mark") == page.evaluate(SHOWN, ".fate-word") == 0
        page.get_by_role("link", name="As the machine has it").click()
        assert page.evaluate(SHOWN, ".fate-mark") == damaged
        assert page.evaluate(SHOWN, ".node-type") == 0
        page.get_by_role("link", name="As repaired").click()
        assert page.evaluate(SHOWN, ".fate-mark") == 0
    with opened(browser, served + MAP + "#as-machine", java_script_enabled=False) as page:
        mark = page.locator(".fate-vanished .fate-mark").first
        assert mark.evaluate("(one) => getComputedStyle(one).display") != "none"
