"""The search as a person uses it: a query typed key by key, and where its page stands among the results."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page

from checks.browser import open_search

FIRST = 3
LIST = Path(__file__).parents[1] / "queries.yml"

# The addresses in each result, one result a page: its own link, then those of its sections. And Chinese without a language.
RESULTS = """() => {
  const list = document.getElementById('search-results');
  const links = [...list.children].map((row) => [...row.querySelectorAll('a[href]')].map((link) => link.href));
  const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  const unmarked = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const language = node.parentElement.closest('[lang]').lang;
    if (/\\p{Script=Han}/u.test(node.data) && !language.startsWith('zh')) unmarked.push(node.data);
  }
  return { links, unmarked };
}"""


@dataclass(frozen=True)
class Query:
    """What is typed, the address from the root of the site that must be found, and the habit it stands for."""

    query: str
    expect: str
    why: str


@dataclass(frozen=True)
class Answer:
    """The place of the expected address among the results, counted from 1, or 0; what came first; Chinese without language."""

    query: Query
    place: int
    first: str
    unmarked: tuple[str, ...]

    def __str__(self) -> str:
        """Tell what was found for what."""
        return f"'{self.query.query}' gives {self.query.expect} in place {self.place or 'none'}, first {self.first}"


def queries() -> list[Query]:
    """Read the list of queries."""
    return [Query(**record) for record in yaml.safe_load(LIST.read_text(encoding="utf-8"))]


def ask(page: Page, base: str, wanted: Iterable[Query]) -> tuple[list[Answer], float]:
    """Open the search and type each query, key by key, into the emptied field.

    Arguments:
        page: an open page of the site.
        base: the address of the root of the site, without a closing slash.
        wanted: the queries.

    Returns:
        An answer to each query, and the seconds from the click until the index was there.
    """
    start = time.perf_counter()
    dialog = open_search(page)
    dialog.get_by_text("Type to start searching").wait_for()
    ready = time.perf_counter() - start
    field = dialog.locator("input")
    answers = []
    for query in wanted:
        field.fill("")
        field.press_sequentially(query.query)
        shown = page.evaluate(RESULTS)
        found = [[_address(link, base) for link in links] for links in shown["links"]]
        place = next((place for place, links in enumerate(found, 1) if query.expect in links), 0)
        answers.append(Answer(query, place, found[0][0] if found else "nothing", tuple(shown["unmarked"])))
    return answers, ready


def _address(link: str, base: str) -> str:
    """Give a link of the site from its root; without a server it names the file in the folder."""
    return link.removeprefix(base).replace("/index.html", "/")


def missed(answers: Iterable[Answer]) -> list[str]:
    """Tell of every query whose address is not among the first results."""
    return [str(answer) for answer in answers if not 1 <= answer.place <= FIRST]
