"""The site with JavaScript switched off."""

from __future__ import annotations

import pytest
from checks.browser import Setting, opened, thin
from checks.scriptless import dead_controls, hidden_links, text

WIDTHS = [Setting(1280), Setting(320)]
MAIN = ["/", "/article/", "/article/compare/", "/article/method/"]


def test_main_pages(pages):
    """Home, Read, Compare and Method are built."""
    assert set(MAIN) <= set(pages)


@pytest.mark.parametrize("setting", WIDTHS, ids=str)
def test_page(browser, served, sampled, setting):
    """Without JavaScript all navigation can be reached and no control is dead."""
    with opened(browser, served + sampled, setting, java_script_enabled=False) as page:
        thin(page)
        assert dead_controls(page) + hidden_links(page) == []


def test_same_text(browser, served, sampled):
    """Without JavaScript a page shows the text that it shows with it."""
    with opened(browser, served + sampled, Setting(320)) as page:
        scripted = text(page)
    with opened(browser, served + sampled, Setting(320), java_script_enabled=False) as page:
        assert text(page) == scripted
    assert len(scripted) > 20


def test_whole_article(browser, served, download):
    """Without JavaScript Read shows every corrected sentence, and Compare every machine sentence too."""
    with opened(browser, served + "/article/", java_script_enabled=False) as page:
        shown = {one["id"]: text(page, f"#{one['id']}") for one in download["segments"]}
    assert [one["id"] for one in download["segments"] if not shown[one["id"]]] == []
    with opened(browser, served + "/article/compare/", java_script_enabled=False) as page:
        whole = text(page)
    missing = [one["id"] for one in download["segments"] if " ".join(one["machine"].split()) not in whole]
    assert missing == []


PLANTED = {
    "button": "<button>Press</button>",
    "field": '<form><input type="search"></form>',
    "script link": '<a href="javascript:void(0)">Press</a>',
    "tick": '<input type="checkbox" id="tick">',
    "question": '<form class="q"><input type="text" name="text"></form>',
}
GOOD = {
    "popover": '<button popovertarget="pop">Open</button><p id="pop" popover>x</p>',
    "form": '<form action="."><input name="q"><button>Go</button></form>',
    "question": '<form class="q"><input type="text" name="text"><a href="#a-x">Answer</a></form>',
    "hidden": "<button hidden>Press</button>",
    "details": "<details><summary>More</summary>x</details>",
    "tick": '<style>#tick:checked + p { display: none }</style><input type="checkbox" id="tick"><p>x</p>',
}


def planted(markup):
    """Give a page with this in its body."""
    return f"<!doctype html><title>x</title><header><nav><a href='.'>x</a></nav></header><article>{markup}</article>"


@pytest.mark.parametrize("name", PLANTED)
def test_dead(browser, name):
    """A control that does nothing is found."""
    with opened(browser, "about:blank", java_script_enabled=False) as page:
        page.set_content(planted(PLANTED[name]))
        assert len(dead_controls(page)) == 1


@pytest.mark.parametrize("name", GOOD)
def test_alive(browser, name):
    """A control that works without JavaScript is let through."""
    with opened(browser, "about:blank", java_script_enabled=False) as page:
        page.set_content(planted(GOOD[name]))
        assert dead_controls(page) == []


def test_closed_menu(browser):
    """A navigation that only a script would open is found, and so is none at all."""
    with opened(browser, "about:blank", java_script_enabled=False) as page:
        page.set_content(
            "<header><button aria-controls='n'>Menu</button><nav id='n' hidden><a href='.'>x</a></nav></header>"
        )
        assert len(hidden_links(page)) == 1
        page.set_content("<p>x</p>")
        assert hidden_links(page) == ["the header has no navigation"]
