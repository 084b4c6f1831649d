"""The keyboard walk of every page at both widths, with skip link, menu and search."""

from __future__ import annotations

import itertools

import pytest
from checks.browser import Setting, known_word, opened
from checks.keyboard import menu, search, skip_link, walk

WIDTHS = [Setting(1280), Setting(320)]
# The header is the same on all pages, but for the mark of the place.
WHERE = ["/", "/article/", "/actors/nato/", "/timeline/", "/404.html"]
runs: set[tuple[str, str]] = set()


@pytest.mark.parametrize("setting", WIDTHS, ids=str)
def test_walk(browser, served, figures, sampled, setting):
    """Every stop is marked, in sight and uncovered, and every control that can be seen is a stop."""
    with opened(browser, served + sampled, setting) as page:
        found = walk(page)
    runs.add((sampled, str(setting)))
    figures.append(f"keyboard, {sampled} {setting}: {len(found.stops)} stops")
    assert found.findings == []
    assert len(found.stops) >= 3


def test_every_run(sample_of_pages):
    """The walk went over the sample at both widths."""
    assert runs == set(itertools.product(sample_of_pages, map(str, WIDTHS)))


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("setting", WIDTHS, ids=str)
def test_skip_link(browser, served, where, setting):
    """The first stop is a skip link, and it works."""
    with opened(browser, served + where, setting) as page:
        assert skip_link(page) == []


@pytest.mark.parametrize("where", WHERE)
def test_menu(browser, served, where):
    """The menu of a narrow page can be worked with the keyboard alone."""
    with opened(browser, served + where, Setting(320)) as page:
        assert menu(page) == []


@pytest.mark.parametrize("setting", WIDTHS, ids=str)
def test_search(browser, served, setting):
    """The search can be worked with the keyboard alone, and leaves nothing lying over the page."""
    with opened(browser, served + "/article/", setting) as page:
        assert search(page, known_word(page)) == []


PLANTED = {
    "no visible focus indicator": ":focus, :focus-visible { outline: none !important; box-shadow: none !important }",
    "outside the viewport": "article a { position: fixed !important; inset-inline-start: -300px !important }",
    "covered by": "body::after { content: ''; position: fixed; inset: 0; z-index: 9 }",
    "cannot be reached": "",
}
HIDDEN_CONTROL = """() => {
  document.querySelector('article').insertAdjacentHTML('beforeend',
    '<input type="checkbox" id="odd" style="display: none"><label for="odd">Odd</label>');
}"""


@pytest.mark.parametrize("fault", PLANTED)
def test_planted(browser, served, fault):
    """Each fault of a stop is found for its reason."""
    with opened(browser, served + "/", bypass_csp=True) as page:
        page.add_style_tag(content=PLANTED[fault] or "p {}")
        page.evaluate(HIDDEN_CONTROL)
        assert [finding for finding in walk(page).findings if fault in finding]


def test_planted_sticky(browser, served):
    """A stop that comes to rest under a sticky header is found, when one walks backwards too."""
    with opened(browser, served + "/", Setting(1280), height=300, bypass_csp=True) as page:
        page.add_style_tag(
            content="header { position: sticky !important; top: 0; height: 200px; background: #fff; z-index: 9 }"
        )
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        assert [finding for finding in walk(page).findings if "covered" in finding or "outside" in finding]


def test_planted_steady_look(browser, served):
    """A look that is there without the focus is no indicator."""
    with opened(browser, served + "/", bypass_csp=True) as page:
        page.add_style_tag(
            content="*, :focus-visible { outline: 2px solid red !important; box-shadow: none !important }"
        )
        assert [finding for finding in walk(page).findings if "indicator" in finding]


NO_KEY = "for (const kind of ['keydown', 'keyup']) document.addEventListener(kind, (e) => e.key === '{}' && e.preventDefault(), true)"
SKIP_LINKS = "document.querySelectorAll('a.md-skip')"
MENU = "document.querySelector('header button[popovertarget], header button[aria-controls]')"
DIALOG = "document.querySelector('dialog')"

SKIP_FAULTS = {
    "no skip link": f"{SKIP_LINKS}.forEach((link) => link.remove())",
    "leads nowhere": f"{SKIP_LINKS}.forEach((link) => link.setAttribute('href', '#gone'))",
    "into the content": "document.querySelector('header').id = 'up';"
    f"{SKIP_LINKS}.forEach((link) => link.setAttribute('href', '#up'))",
}
MENU_FAULTS = {
    "cannot be reached": f"{MENU}.tabIndex = -1",
    "Space does not open": NO_KEY.format(" "),
    "Enter does not open": NO_KEY.format("Enter"),
    "before anyone opened it": "document.querySelector('header nav').style.display = 'block'",
}
SEARCH_FAULTS = {
    "cannot be reached": "document.querySelector('header button[aria-haspopup=dialog]').tabIndex = -1",
    "does not open": "document.addEventListener('click', (e) => e.stopImmediatePropagation(), true)",
    "does not close": f"{DIALOG}.addEventListener('cancel', (e) => e.preventDefault()); {NO_KEY.format('Escape')}",
    "focus is not on": f"{DIALOG}.addEventListener('close', () => setTimeout(() => document.activeElement.blur()))",
    "covered": f"""{DIALOG}.addEventListener('close', () => document.body.insertAdjacentHTML(
        'beforeend', '<div style="position: fixed; inset: 0; z-index: 9"></div>'))""",
}


@pytest.mark.parametrize("fault", SKIP_FAULTS)
def test_planted_skip_link(browser, served, fault):
    """A skip link that is missing, broken or useless is found."""
    with opened(browser, served + "/") as page:
        page.evaluate(SKIP_FAULTS[fault])
        assert [finding for finding in skip_link(page) if fault in finding]


@pytest.mark.parametrize("fault", MENU_FAULTS)
def test_planted_menu(browser, served, fault):
    """A menu that cannot be worked with the keyboard is found."""
    with opened(browser, served + "/", Setting(320)) as page:
        page.evaluate(MENU_FAULTS[fault])
        assert [finding for finding in menu(page) if fault in finding]


@pytest.mark.parametrize("fault", SEARCH_FAULTS)
def test_planted_search(browser, served, fault):
    """A search that cannot be left, or that leaves something over the page, is found."""
    with opened(browser, served + "/") as page:
        word = known_word(page)
        page.evaluate(SEARCH_FAULTS[fault])
        assert [finding for finding in search(page, word) if fault in finding]
