"""How pages are opened, and the few places where the checks know the theme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEARCH_BUTTON = "header button[aria-haspopup='dialog']"
SEARCH_DIALOG = "dialog[open], [role='dialog']"
SEARCH_FIELD = "[role='search'] input, input[type='search']"
MENU_BUTTON = "header button[popovertarget], header button[aria-controls]"
PALETTE_BUTTON = "header button[aria-pressed]"

# Everything still: finite animations are over, but for properties that do not matter, and nothing scrolls.
SETTLE = """async (ignored) => {
  const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 5000
    && !ignored?.includes(one.transitionProperty));
  await Promise.all(finite.map((one) => one.finished.catch(() => null)));
  let before = NaN;
  for (let frame = 0; frame < 120 && before !== scrollY; frame++) {
    before = scrollY;
    await new Promise((done) => setTimeout(done, 4));
  }
}"""


@dataclass(frozen=True)
class Setting:
    """Width in CSS pixels and color scheme."""

    width: int
    scheme: str = "light"

    def __str__(self) -> str:
        """Give the name by which a test run is told from the next."""
        return f"{self.width}-{self.scheme}"


# The rows of a list of records, and of a page's list of sources, come from one template: the first and the last of them
# are looked at, the rest is taken out. Of questions the first two of each type stay.
THIN = """([rows, sources]) => {
  const outs = [[...document.querySelectorAll('[data-values]:not([data-group], svg *), .fix, .pair')].slice(rows, -rows)];
  for (const list of document.querySelectorAll('ul.sources')) outs.push([...list.children].slice(sources, -sources));
  outs.push([...document.querySelectorAll('section.coverage')].slice(rows, -rows));
  outs.flat().forEach((row) => row.remove());
  const asked = {};
  for (const form of document.querySelectorAll('form.q')) {
    asked[form.dataset.type] = (asked[form.dataset.type] ?? 0) + 1;
    if (asked[form.dataset.type] < 3) continue;
    document.getElementById('a-' + form.id.slice(2))?.remove();
    form.remove();
  }
}"""
ROWS, SOURCES = 8, 5


@contextmanager
def opened(
    browser: Browser, url: str, setting: Setting = Setting(1280), height: int = 900, **options
) -> Iterator[Page]:
    """Open a page in a fresh context, with further options of playwright's ``new_context``."""
    context = browser.new_context(
        viewport={"width": setting.width, "height": height}, color_scheme=setting.scheme, **options
    )
    context.set_default_timeout(30_000)
    try:
        page = context.new_page()
        page.goto(url, wait_until="load")
        yield page
    finally:
        context.close()


def thin(page: Page) -> None:
    """Leave the first and last ``ROWS`` rows of a list of records, and ``SOURCES`` of a page's list of sources."""
    page.evaluate(THIN, [ROWS, SOURCES])


def visible(page: Page, selector: str) -> Locator | None:
    """Give the first visible element that fits, or None."""
    found = page.locator(selector).filter(visible=True)
    return found.first if found.count() else None


def open_search(page: Page, words: str = "") -> Locator:
    """Open the search by its button, type, and give the dialog.

    Raises:
        AssertionError: there is no button, or it opens no dialog.
    """
    button = visible(page, SEARCH_BUTTON)
    assert button, "no visible search button"
    button.click()
    field = page.locator(SEARCH_FIELD).filter(visible=True).first
    field.wait_for()
    if words:
        field.press_sequentially(words)
        page.locator(f":is({SEARCH_DIALOG}) a[href]").filter(visible=True).first.wait_for()
    dialog = visible(page, SEARCH_DIALOG)
    assert dialog, "the search button opens no dialog"
    return dialog


def known_word(page: Page) -> str:
    """Give a word that the search must find: the longest of the page's main heading."""
    words = page.locator("h1").first.inner_text().replace("-", " ").split()
    return max((word for word in words if word.isalpha()), key=len)


def open_menu(page: Page) -> None:
    """Open the menu by its button.

    Raises:
        AssertionError: there is no button.
    """
    button = visible(page, MENU_BUTTON)
    assert button, "no visible menu button"
    button.click()
    page.evaluate(SETTLE)
