"""The search: every query of queries.yml is typed into the built site, with a server and without one."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from checks.access import violations
from checks.browser import Setting, open_search, opened
from checks.searching import Query, ask, missed, queries

ASSETS = Path(__file__).resolve().parents[2] / "overrides" / "assets"
POLICY = "script-src 'self'; connect-src 'none'; worker-src 'none'"


@pytest.fixture(params=["http", "file"])
def site(request, browser, built_site, served):
    """Give an open page of the site, and its root: from a server or from the disk, where nothing else may be asked."""
    base = served if request.param == "http" else built_site.as_uri()
    with opened(browser, "about:blank") as page:
        elsewhere: list[str] = []

        def answer(route) -> None:
            if route.request.url.startswith(base):
                route.continue_()
            else:
                elsewhere.append(route.request.url)
                route.abort()

        page.route("**/*", answer)
        page.goto(f"{base}/article/" + ("" if request.param == "http" else "index.html"))
        yield page, base
    assert elsewhere == []


def test_the_queries_are_enough():
    """There are at least 60, none twice, among them Chinese of two and four characters, pinyin, acronyms and phrases."""
    found = queries()
    asked = {one.query for one in found}
    assert len(asked) >= 60
    assert len({(one.query, one.expect) for one in found}) == len(found)
    assert sum(bool(re.fullmatch(r"[\u4e00-\u9fff]{2}", one)) for one in asked) >= 10
    assert sum(bool(re.fullmatch(r"[\u4e00-\u9fff]{4}", one)) for one in asked) >= 4
    assert sum(bool(re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", one)) for one in asked) >= 3
    assert sum(bool(re.fullmatch(r"[A-Z]{2,}\d?", one)) for one in asked) >= 8
    assert sum(one.count(" ") >= 4 for one in asked) >= 3


def test_every_query_is_answered(site, figures):
    """Typed key by key, each query has its page or section among the first three results, Chinese with its language."""
    page, base = site
    mode = base.partition(":")[0]
    # The engine and the index are the same from the disk: there every other query is typed, still more than sixty.
    wanted = queries()[:: 1 if mode == "http" else 2]
    assert len(wanted) >= 60
    answers, ready = ask(page, base, wanted)
    places = dict(sorted(Counter(answer.place for answer in answers).items()))
    figures.append(f"search, {mode}: {len(answers)} queries, by place {places}, index ready in {ready * 1000:.0f} ms")
    assert missed(answers) == []
    assert [answer.unmarked for answer in answers if answer.unmarked] == []


def test_planted_expectation(site):
    """A query whose page does not come among the first three is found; so is a section that its page does not show."""
    page, base = site
    wrong = [Query("Tokyo", "/downloads/", "wrong"), Query("Tokyo", "/actors/japan/#nowhere", "wrong")]
    answers, _ = ask(page, base, [Query("Tokyo", "/actors/japan/", "right"), *wrong])
    assert [finding.partition(" in ")[0] for finding in missed(answers)] == [
        "'Tokyo' gives /downloads/",
        "'Tokyo' gives /actors/japan/#nowhere",
    ]


def test_planted_index(browser, served):
    """With an index that holds nothing every query fails."""
    with opened(browser, "about:blank") as page:
        page.route("**/search/index.js", lambda route: route.fulfill(body="globalThis.searchIndex=[]"))
        page.goto(served + "/")
        wanted = queries()[:5]
        assert len(missed(ask(page, served, wanted)[0])) == 5


def test_without_an_index_it_says_so(browser, served):
    """Where the index does not come, the dialog says so."""
    with opened(browser, "about:blank") as page:
        page.route("**/search/index.js", lambda route: route.abort())
        page.goto(served + "/")
        open_search(page).get_by_text("The search index could not be loaded.").wait_for()


def test_under_a_strict_policy(browser, served):
    """With scripts from the own origin alone, and neither requests by script nor workers, it answers."""
    with opened(browser, "about:blank") as page:

        def answer(route) -> None:
            got = route.fetch()
            route.fulfill(response=got, headers={**got.headers, "content-security-policy": POLICY})

        page.route(served + "/", answer)
        page.goto(served + "/")
        assert missed(ask(page, served, queries()[:5])[0]) == []


def test_enter_goes_to_the_first_result(browser, served):
    """Enter gives the focus to the first link, and a result on the page itself closes the dialog."""
    with opened(browser, served + "/glossary/") as page:
        dialog = open_search(page, "lattice hub and spokes")
        page.keyboard.press("Enter")
        first = dialog.locator("#search-results a").first
        assert first.evaluate("(link) => link === document.activeElement")
        dialog.get_by_role("link", name="Hub-and-spokes system").click()
        dialog.wait_for(state="hidden")
        assert page.evaluate("location.hash") == "#hub-and-spokes-system"


@pytest.mark.parametrize("words", ["轉向", "Bayeng", "太平洋"])
@pytest.mark.parametrize("setting", [Setting(1280), Setting(320, "dark")], ids=str)
def test_results_are_accessible(browser, served, setting, words):
    """Results with Chinese and with the machine's words have no violation, and those words are not translated."""
    with opened(browser, served + "/article/", setting) as page:
        dialog = open_search(page, words)
        marked = dialog.locator("mark").filter(has_text=words)
        assert marked.count()
        if words == "Bayeng":
            assert dialog.locator("q[translate=no]:has(mark)").first.inner_text() == "Bayeng"
        else:
            assert marked.evaluate_all(
                "(all) => all.every((one) => one.closest('[lang]').matches(':lang(zh)[translate=no]'))"
            )
        assert violations(page)[0] == []


def test_pages_know_nothing_of_another_search(built_site):
    """No page names a worker or another index, and none is built."""
    assert [path.name for path in (built_site / "search").iterdir()] == ["index.js"]
    for page in built_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "workers/search" not in text, page
        assert "search_index" not in text, page


def test_notes_stay_out_of_the_index(built_site, download):
    """The index has nothing of the notes that stand beside the text of Read, and the text itself it has."""
    index = (built_site / "search" / "index.js").read_text(encoding="utf-8")
    page = lxml.html.fromstring((built_site / "article" / "index.html").read_text(encoding="utf-8"))
    notes = [entry.find("p").text_content()[-40:] for entry in page.find_class("note-entry")]
    assert len(notes) > 20
    assert [words for words in notes if words in index] == []
    sentences = [one["corrected"] for one in download["segments"] if one["kind"] == "sentence"]
    assert [words for words in sentences if words not in index] == []
    assert "Notes on ¶" not in index


def test_weight(built_site, figures):
    """What the dialog loads when it first opens is told, compressed."""
    files = ("assets/search.js", "assets/search-engine.js", "assets/vendor/minisearch.js", "search/index.js")
    sizes = {name: len(gzip.compress((built_site / name).read_bytes(), 9, mtime=0)) / 1000 for name in files}
    figures.append(f"search, on demand: {', '.join(f'{name} {size:.1f} kB' for name, size in sizes.items())}")
    assert sizes["assets/vendor/minisearch.js"] < 7


@pytest.fixture(scope="module")
def engine(browser):
    """Give a function that asks the engine, outside any page of the site, with pages of its own."""
    with opened(browser, "about:blank") as page:
        page.add_script_tag(path=ASSETS / "vendor" / "minisearch.js")
        page.add_script_tag(path=ASSETS / "search-engine.js")

        def ask_engine(expression: str, value: object = None) -> object:
            return page.evaluate(expression, value)

        yield ask_engine


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Běiyuē, NATO", ["beiyue", "nato"]),
        ("zhànlüè", ["zhanlue"]),
        ("Sītuō’ěrténgbèigé", ["situoertengbeige"]),
        ("hub-and-spokes", ["hub", "and", "spokes", "hubandspokes"]),
        ("China’s people's", ["china", "people"]),
        ("Seventh -way Group", ["seventh", "way", "group"]),
        ("亞太轉向", ["亞", "亞太", "太", "太轉", "轉", "轉向", "向"]),
        ("「陣營化」對抗", ["陣", "陣營", "營", "營化", "化", "對", "對抗", "抗"]),
        ("NATO北约G7", ["nato", "北", "北约", "约", "g7"]),
        ("臺灣", ["台", "台灣", "灣"]),
        ("ＮＡＴＯ ﬁ", ["nato", "fi"]),
        ("¶3–6, 2% — …", ["3", "6", "2"]),
        ("", []),
    ],
)
def test_words(engine, text, terms):
    """Text is cut into words in one way, in the index as in a query."""
    assert engine("(text) => searchEngine.terms(text)", text) == terms


PAGES = [
    {"path": "a", "title": "Coast", "names": {"": ["Two Seas Coast"], "zh-Hant": ["兩海岸"]}, "text": "A state.", "sections": []},
    {"path": "b", "title": "Other", "text": "The coast, the coast, the coast. Two seas.", "sections": [
        {"id": "s", "title": "Rights", "text": "Ports of the coast."},
        {"id": "e", "title": "1998", "text": "Harbor ports and nets.", "light": True},
        {"id": "f", "title": "Nets", "text": "Harbor ports and small nets."},
        {"id": "g", "title": "Small nets", "text": "Small nets, small ports, small nets."},
    ]},
    {"path": "c", "title": "Policies of Stoltenberg", "text": "Security Council for Arms Races.", "sections": []},
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("coast", ["a", "b#", "b#s"]),
        ("coasts", ["a", "b#", "b#s"]),
        ("two seas coast", ["a", "b#", "b#s"]),
        ("TSC", ["a"]),
        ("海岸", ["a"]),
        ("岸", ["a"]),
        ("海兩", []),
        ("rights", ["b#s"]),
        ("harbor nets", ["b#f", "b#e", "b#g"]),
        ("nets ports small", ["b#g", "b#f", "b#e", "b#s"]),
        ("ports and small nets", ["b#f", "b#g", "b#e", "b#s"]),
        ("coast two seas", ["a", "b#", "b#s"]),
        ("policy", ["c#"]),
        ("race", ["c#"]),
        ("stoltenburg", ["c#"]),
        ("sase", []),
        ("the", ["b#", "b#s"]),
        ("?!", []),
        ("", []),
    ],
)
def test_order(engine, query, found):
    """A page of that name comes before one that only mentions it, words in names before words in text."""
    asked = "([pages, query]) => searchEngine.build(MiniSearch, pages)(query).map((one) => [one.page.path, one.hits.map((hit) => hit.entry.id ?? '')])"
    got = [
        f"{path}#{key}".removesuffix("#") if path == "a" else f"{path}#{key}"
        for path, keys in engine(asked, [PAGES, query])
        for key in keys
    ]
    assert got == found
