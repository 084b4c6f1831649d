"""The questions in a browser: how they are answered, what is said, what is kept, and what is there without a script."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from checks.access import violations
from checks.browser import Setting, opened, thin
from checks.pages import quiz_sets

from edition.links.build import read_build

LAB = "/quiz/damage-report/"
SCRIPT_BYTES = 6_000
WIDE_AND_NARROW = [Setting(1280), Setting(320), Setting(1280, "dark"), Setting(320, "dark")]
GONE_ID = "no-such-question"


@pytest.fixture(scope="module")
def bank(built_site):
    """Give the questions as the site offers them for download, by their ids."""
    found = json.loads((built_site / "exports" / "quiz" / "all.json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in found["questions"]}


@pytest.fixture(scope="module")
def one_of_each(bank):
    """Give one question of each type."""
    found = {}
    for one in bank.values():
        found.setdefault(one["type"], one)
    return found


@pytest.fixture
def ask(browser, served):
    """Give a function that opens the hub and asks the questions of these ids."""
    contexts = []

    def start(*ids, base=served, **options):
        context = browser.new_context(**options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{base}/quiz/?ask={'.'.join(key.removeprefix('q-') for key in ids)}")
        page.locator("#run form.q").first.wait_for()
        return page

    yield start
    for context in contexts:
        context.close()


def fill(form, question, *, right):
    """Answer a question, rightly or wrongly."""
    kind = question["type"]
    if kind in ("single", "repair", "multiple", "mark"):
        wanted = [one["id"] for one in question["answers"] if one["right"] == right]
        for key in wanted if kind in ("multiple", "mark") else wanted[:1]:
            form.locator(f"fieldset:first-of-type input[value='{key}']").check()
        if kind == "repair":
            form.locator("[name=sure][value='70']").check()
    elif kind == "short":
        form.locator("input").fill(
            next(one["forms"][0] for one in question["answers"] if one["right"]) if right else "zzz"
        )
    else:
        count = len(question["choices"])
        for row in question["rows"]:
            form.locator(f"select[name='{row['id']}']").select_option(index=(row["right"] + (not right)) % count + 1)


def plain(runs):
    """Give a text of the file as it is read."""
    return " ".join("".join(run["text"] for run in runs).split())


def said(form):
    """Give what stands in the result of a question."""
    return " ".join(form.locator(".q-said").inner_text().split())


def watched(page):
    """Give a list that takes in what goes wrong in the page's own script of questions."""
    errors = []

    def note(error) -> None:
        if "quiz.js" in (error.stack or ""):
            errors.append(error.message)

    page.on("pageerror", note)
    return errors


TYPES = ("single", "multiple", "matching", "ordering", "short", "mark", "repair")


def test_types(one_of_each):
    """The bank has all types that the tests know."""
    assert set(one_of_each) == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_right_and_wrong(ask, one_of_each, kind):
    """A right answer is told as such with its reason; a wrong one too, with the right answer and what to reread."""
    question = one_of_each[kind]
    page = ask(question["id"])
    form = page.locator("form.q")
    assert form.locator(".q-said").get_attribute("role") == "status"
    form.locator("[type=submit]").click()
    assert "first" in said(form)
    assert form.get_attribute("data-result") is None
    for right, verdict in ((True, "Correct."), (False, "Not correct.")):
        if right is False:
            form.locator("[type=reset]").click()
            assert not said(form)
        fill(form, question, right=right)
        form.locator("[type=submit]").click()
        if kind == "short" and not right:
            assert "check once more" in said(form)
            form.locator("[type=submit]").click()
        assert said(form).startswith(verdict)
        assert "your answer" in form.inner_text()
        keys = [plain(one["feedback"]) for one in question["answers"] if one["right"]]
        keys += [plain(row["feedback"]) for row in question["rows"]]
        assert all(key in said(form) for key in keys)
        assert all(one["words"] in said(form) for one in question["reread"])
    if kind == "repair":
        assert f"Grade of this reading: {question['grade']}" in said(form)
        assert "0.49" in said(form)
        form.locator("[type=reset]").click()
        fill(form, question, right=True)
        form.locator("[type=submit]").click()
        assert "0.09" in said(form)


def test_what_is_typed_is_folded(ask, one_of_each):
    """Case, accents, hyphens and spaces of a short answer do not count, and what was foreseen has its own reason."""
    question = one_of_each["short"]
    accepted = next(one for one in question["answers"] if one["right"])
    trap = next(one for one in question["answers"] if not one["right"] and one["forms"] != ["*"])
    page = ask(question["id"])
    form = page.locator("form.q")
    typed = accepted["forms"][0].upper()
    form.locator("input").fill(f" {typed[0]}\u0301-{typed[1:]} ")
    page.keyboard.press("Enter")
    assert said(form).startswith("Correct.")
    form.locator("input").fill(trap["forms"][-1])
    page.keyboard.press("Enter")
    assert said(form).startswith("Not correct.")
    assert plain(trap["feedback"]) in said(form)
    assert f"Not right: {trap['forms'][-1]}" in said(form)
    assert plain(accepted["feedback"]) not in said(form)
    page.reload()
    form.locator("b", has_text="Not correct.").wait_for()
    assert plain(accepted["feedback"]) not in said(form)
    page.keyboard.press("Tab")
    form.locator("input").press("Enter")
    assert plain(accepted["feedback"]) in said(form)


def test_keyboard(ask, one_of_each):
    """Arrow keys choose and check nothing, Enter checks, and the focus stays; Try again moves it to the first field."""
    question = one_of_each["single"]
    page = ask(question["id"])
    form = page.locator("form.q")
    form.locator("input").first.focus()
    page.keyboard.press("Space")
    for _ in question["answers"]:
        page.keyboard.press("ArrowDown")
        assert not said(form)
    page.keyboard.press("Enter")
    assert said(form)
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement === document.querySelector('form.q input')")
    assert not said(form)
    assert form.locator("input:checked").count() == 0


def test_accessible_names(ask, one_of_each):
    """The group of options is named by the question, each option by its text, and the button by what it does."""
    question = one_of_each["single"]
    page = ask(question["id"])
    tree = page.locator("form.q").aria_snapshot()
    assert plain(question["asks"][0])[:60] in tree.splitlines()[0]
    for one in question["answers"]:
        assert page.get_by_role("radio", name=plain(one["text"]), exact=True).count() == 1
    assert page.get_by_role("button", name="Check question 1").count() == 1


def test_changing_takes_back(ask, one_of_each):
    """Whoever changes an answer takes back the last check, here and in what is kept."""
    question = one_of_each["single"]
    page = ask(question["id"])
    form = page.locator("form.q")
    fill(form, question, right=False)
    form.locator("[type=submit]").click()
    fill(form, question, right=True)
    assert not said(form)
    assert form.locator(".q-mark").count() == 0
    page.reload()
    page.locator("form.q").first.wait_for()
    assert not said(form)
    assert form.locator("input:checked").count() == 1


def test_kept(ask, one_of_each, served):
    """Answers survive reload, back and forward, and another page with the same question; clearing forgets them."""
    question = one_of_each["mark"]
    page = ask(question["id"])
    form = page.locator(f"#{question['id']}")
    fill(form, question, right=True)
    form.locator("[type=submit]").click()
    for go in (page.reload, lambda: page.goto(served + LAB)):
        go()
        form.locator("b", has_text="Correct.").wait_for()
    page.goto(served + "/")
    page.go_back()
    form.locator("b", has_text="Correct.").wait_for()
    page.locator(".q-clear").click()
    assert not said(form)
    page.reload()
    form.wait_for()
    assert form.locator("input:checked").count() == 0
    assert page.evaluate("Object.values(localStorage).filter((text) => text.includes('q-')).length") == 0


def test_a_changed_question_forgets(ask, one_of_each, served):
    """An answer to another text of a question is dropped."""
    question = one_of_each["mark"]
    page = ask(question["id"])
    form = page.locator(f"#{question['id']}")
    fill(form, question, right=True)
    form.locator("[type=submit]").click()

    hash_ = form.get_attribute("data-hash")

    def changed(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(f'data-hash="{hash_}"', 'data-hash="00000000"'))

    page.route("**" + LAB, changed)
    page.goto(served + LAB)
    assert form.get_attribute("data-hash") == "00000000"
    assert not said(form)
    assert form.locator("input:checked").count() == 0


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", '{"ID": 7}', '{"ID": ["HASH", 5, 1]}', '{"ID": ["HASH", [["x", null]], 1]}']
)
def test_damaged_records(ask, one_of_each, text):
    """Whatever stands in the browser's storage, the question works, and keeps again."""
    question = one_of_each["single"]
    page = ask(question["id"])
    form = page.locator("form.q")
    hash_ = form.get_attribute("data-hash")
    errors = watched(page)
    fill(form, question, right=True)
    page.evaluate(
        "(text) => localStorage.setItem(Object.keys(localStorage).find((key) => key.endsWith('__quiz')), text)",
        text.replace("ID", question["id"]).replace("HASH", hash_),
    )
    page.reload()
    form.first.wait_for()
    assert not said(form).startswith("Correct")
    fill(form, question, right=True)
    form.locator("[type=submit]").click()
    assert said(form).startswith("Correct.")
    page.reload()
    form.locator("b", has_text="Correct.").wait_for()
    assert errors == []


def test_closed_storage(browser, served, bank):
    """Without storage the questions work, and the page says that nothing is kept."""
    key = next(key for key, one in bank.items() if LAB.strip("/").endswith(one["page"]) and one["type"] == "mark")
    with opened(browser, "about:blank") as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
        )
        errors = watched(page)
        page.goto(served + LAB)
        assert "keeps nothing" in page.locator(".q-kept").inner_text()
        form = page.locator(f"#{key}")
        fill(form, bank[key], right=True)
        form.locator("[type=submit]").click()
        assert said(form).startswith("Correct.")
        assert errors == []


def test_result(ask, bank):
    """The result counts, names what to reread with links that lead there, and asks the wrong ones again."""
    singles = [one for one in bank.values() if one["type"] == "single"][:3]
    page = ask(*(one["id"] for one in singles))
    for at, question in enumerate(singles):
        form = page.locator(f"#{question['id']}")
        fill(form, question, right=at == 0)
        form.locator("[type=submit]").click()
    result = page.locator(".q-result")
    assert "3 of 3 answered, 1 correct." in result.inner_text()
    links = result.locator("a[href]")
    assert links.count() >= 1
    for link in links.evaluate_all("(links) => links.map((link) => link.href)"):
        answer = page.request.get(link)
        assert answer.ok
        assert "#" not in link or f'id="{link.split("#")[1]}"' in answer.text()
    result.get_by_role("button").click()
    page.locator("#run form.q").first.wait_for()
    assert page.locator("form.q[data-result]").count() == 0
    ids = page.locator("#run form.q").evaluate_all("(forms) => forms.map((form) => form.id)")
    assert ids == [one["id"] for one in singles[1:]]


def test_hub(browser, served, bank):
    """The hub asks ten at random, from the bank or a part of it, or all of it; the address asks the same again."""
    with opened(browser, served + "/quiz/") as page:
        seen = set()
        for _ in range(2):
            page.locator("#choose button").click()
            page.wait_for_url("**/quiz/?ask=*")
            page.locator("#run form.q").first.wait_for()
            ids = page.locator("#run form.q").evaluate_all("(forms) => forms.map((form) => form.id)")
            assert len(ids) == 10
            assert set(ids) <= set(bank)
            seen.add(tuple(ids))
        assert len(seen) == 2
        assert page.evaluate("document.activeElement.id") == "run-title"
        assert page.locator("#run-title").inner_text() == "10 questions"
        page.reload()
        page.locator("#run form.q").first.wait_for()
        assert page.locator("#run form.q").evaluate_all("(forms) => forms.map((form) => form.id)") == ids
        objective = next(iter(bank.values()))["objective"]
        page.goto(f"{served}/quiz/?from={objective}")
        page.locator("[name=count][value=all]").check()
        page.locator("#choose button").click()
        page.locator("#run form.q").first.wait_for()
        of_it = {key for key, one in bank.items() if one["objective"] == objective}
        assert set(page.locator("#run form.q").evaluate_all("(forms) => forms.map((form) => form.id)")) == of_it
        assert page.locator("#choose-from").input_value() == objective
        page.goto(f"{served}/quiz/")
        link = page.locator("#choose-last")
        assert link.inner_text().startswith("Go on with your last quiz (")
        link.click()
        page.locator("#run form.q").first.wait_for()
        assert page.locator("#run form.q").count() == len(of_it)


def test_rows_are_told_apart(ask, one_of_each):
    """Of rows it is said how many are right; each names its own result, and one that is missing is named."""
    question = one_of_each["matching"]
    page = ask(question["id"])
    form = page.locator("form.q")
    fill(form, question, right=True)
    row = form.locator("select").first
    row.select_option(index=0)
    form.locator("[type=submit]").click()
    assert f"Not yet answered: “{form.locator('.q-row label').first.inner_text()}”" in said(form)
    key = next(one for one in question["rows"] if one["id"] == row.get_attribute("name"))
    row.select_option(index=(key["right"] + 1) % len(question["choices"]) + 1)
    form.locator("[type=submit]").click()
    count = len(question["rows"])
    assert f"{count - 1} of {count} rows are right." in said(form)
    assert row.get_attribute("aria-invalid") == "true"
    assert "not right" in page.locator(f"#{row.get_attribute('aria-describedby')}").inner_text()
    assert form.locator(".q-said b", has_text="Right answer:").count() == 1


def test_ten_at_random_deletes_nothing(browser, served, bank):
    """A quiz of questions that were answered before asks them with their answers; what was kept stays."""
    with opened(browser, served + LAB) as page:
        key = page.locator("form.q").first.get_attribute("id")
        form = page.locator(f"#{key}")
        fill(form, bank[key], right=True)
        form.locator("[type=submit]").click()
        page.goto(f"{served}/quiz/?from={bank[key]['objective']}")
        page.locator("#choose button").click()
        page.locator(f"#{key} b", has_text="Correct.").wait_for()


def test_hub_with_a_question_that_is_gone(ask, bank):
    """An address that names a question of former times asks the others, and says so."""
    key = next(iter(bank))
    page = ask(key, GONE_ID)
    assert page.locator("#run form.q").count() == 1
    assert "1 of the questions in this address is not asked any more." in page.locator(".q-lost").inner_text()
    page.goto(page.url.partition("?")[0] + f"?ask={GONE_ID}")
    page.locator("#run-title", has_text="No questions").wait_for()
    assert not page.locator("#run .quiz").is_visible()


def test_hub_offers_every_set_and_page(browser, served, bank):
    """Sets and pages can be chosen, each with the number of its questions; without a script links lead to all."""
    with opened(browser, served + "/quiz/", java_script_enabled=False) as page:
        assert not page.locator("#choose").is_visible()
        links = page.locator("article a[href]").evaluate_all("(links) => links.map((link) => link.pathname)")
        assert set(quiz_sets()) <= set(links)
    with opened(browser, served + "/quiz/") as page:
        offered = dict(
            page.locator("#choose-from option").evaluate_all("(all) => all.map((one) => [one.value, one.text])")
        )
    counts = defaultdict(int)
    for one in bank.values():
        for key in {one["page"], *one["sets"], "all"}:
            counts[key] += 1
    assert {key: int(text.rpartition("(")[2].rstrip(")")) for key, text in offered.items()} == dict(counts)


def test_from_a_file(browser, built_site, one_of_each):
    """The hub asks, checks and keeps from a file without a network, and its links lead to files that are there."""
    question = one_of_each["single"]
    with opened(browser, "about:blank", offline=True) as page:
        hub = (built_site / "quiz" / "index.html").as_uri()
        page.goto(f"{hub}?ask={question['id'].removeprefix('q-')}")
        form = page.locator("#run form.q")
        form.wait_for()
        fill(form, question, right=False)
        form.locator("[type=submit]").click()
        assert said(form).startswith("Not correct.")
        links = form.locator(".q-said a[href]").evaluate_all("(links) => links.map((link) => link.href)")
        assert links
        assert all(Path(unquote(urlsplit(link).path)).is_file() for link in links)
        page.reload()
        form.locator("b", has_text="Not correct.").wait_for()


def test_no_request(ask, one_of_each):
    """Answering asks nobody for anything."""
    question = one_of_each["single"]
    page = ask(question["id"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    form = page.locator("form.q")
    fill(form, question, right=True)
    form.locator("[type=submit]").click()
    page.locator(".q-clear").click()
    assert asked == []


def test_under_a_strict_policy(browser, served, bank):
    """The questions work under a policy that allows the site's own script files and no other script."""
    with opened(browser, "about:blank") as page:

        def strict(route) -> None:
            answer = route.fetch()
            policy = "default-src 'self'; script-src 'self'; style-src 'self'"
            route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

        page.route("**/quiz/**", strict)
        page.goto(f"{served}/quiz/?ask={next(iter(bank)).removeprefix('q-')}")
        page.locator("#run form.q").first.wait_for()
        question = next(iter(bank.values()))
        form = page.locator("#run form.q").first
        fill(form, question, right=True)
        form.locator("[type=submit]").click()
        assert said(form).startswith("Correct.")


@pytest.mark.parametrize("where", [LAB, "/quiz/chinese-terms/", "/actors/china/"])
def test_without_script(browser, served, bank, where):
    """Without a script every question can be read, a link leads to its answer, and one back; all feedback is there."""
    with opened(browser, served + where, java_script_enabled=False) as page:
        forms = page.locator("form.q")
        assert forms.count() >= 1
        for form in forms.all():
            question = bank[form.get_attribute("id")]
            assert plain(question["asks"][0]) in " ".join(form.locator("legend").first.inner_text().split())
            assert not form.locator("button").first.is_visible()
            link = form.locator(".q-to")
            assert link.is_visible()
            answer = page.locator(link.get_attribute("href"))
            text = " ".join(answer.text_content().split())
            told = [plain(one["feedback"]) for one in (*question["answers"], *question["rows"], *question["unused"])]
            assert all(one in text for one in told)
            assert answer.locator(".a-to").get_attribute("href") == f"#{question['id']}"
        page.locator("#answers > summary").click()
        assert page.locator("#answers .a-to").first.is_visible()
        forms.first.locator("input, select").first.press("Enter")
        assert page.url.split("?")[0].endswith(where)
        assert "?" not in page.url


@pytest.mark.parametrize("where", [LAB, "/quiz/who-is-in-what/", "/actors/nato/"])
def test_on_paper(browser, served, bank, where):
    """A printed page has every question and every answer to choose from, and nothing that tells the key, answered or not."""
    with opened(browser, served + where) as page:
        ids = page.locator("form.q").evaluate_all("(forms) => forms.map((form) => form.id)")
        for key in ids[:3]:
            form = page.locator(f"#{key}")
            fill(form, bank[key], right=True)
            form.locator("[type=submit]").click()
        page.evaluate("document.getElementById('answers').open = true")
        page.emulate_media(media="print")
        text = " ".join(page.locator("article").inner_text().split())
        for key in ids:
            question = bank[key]
            assert plain(question["asks"][0]) in text
            for one in (*question["answers"], *question["rows"], *question["unused"]):
                assert plain(one["feedback"]) not in text
            if question["type"] == "matching":
                assert all(plain(choice) in text for choice in question["choices"])
        assert "Right answer" not in text
        assert "your answer" not in text
        ticked = page.locator("form.q input:checked")
        looks = "(box) => [getComputedStyle(box).backgroundColor, getComputedStyle(box).appearance]"
        assert all(box.evaluate(looks)[1] == "none" for box in ticked.all())


@pytest.mark.parametrize(
    ("setting", "forced"),
    # Forced colors have a scheme of their own.
    [*((setting, False) for setting in WIDE_AND_NARROW), *((setting, True) for setting in WIDE_AND_NARROW[:2])],
    ids=str,
)
def test_access(ask, one_of_each, figures, setting, forced):
    """One question of each type has no violation before and after it is answered, rightly and wrongly."""
    options = {"viewport": {"width": setting.width, "height": 900}, "color_scheme": setting.scheme}
    page = ask(*(one["id"] for one in one_of_each.values()), **options, forced_colors="active" if forced else None)
    gated, _ = violations(page)
    assert gated == []
    for at, (key, question) in enumerate(one_of_each.items()):
        form = page.locator(f"#{question['id']}")
        fill(form, question, right=bool(at % 2))
        form.locator("[type=submit]").click()
        assert said(form), key
    gated, advised = violations(page)
    figures.extend(f"axe, best practice, questions {setting}: {finding}" for finding in advised)
    assert gated == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_besides_color(ask, one_of_each):
    """Right and wrong are told in words: your answer, right, not right, right answer."""
    question = one_of_each["single"]
    page = ask(question["id"])
    form = page.locator("form.q")
    fill(form, question, right=False)
    form.locator("[type=submit]").click()
    assert [text.lstrip(", \n") for text in form.locator(".q-mark").all_inner_texts()] == sorted(
        ["your answer, not right", "right answer"],
        key=lambda words: [one["right"] for one in question["answers"]].index(words == "right answer"),
    )


def test_targets_and_motion(browser, served):
    """What is pressed is at least 24 pixels high and wide, and nothing moves."""
    with opened(browser, served + LAB, Setting(320), reduced_motion="reduce") as page:
        thin(page)
        form = page.locator("form.q").first
        form.locator("input").first.check()
        form.locator("[type=submit]").click()
        small = page.evaluate("""() => [...document.querySelectorAll('.quiz :is(label, button, select, .q-row input)')]
            .filter((one) => one.checkVisibility()).map((one) => [one.getBoundingClientRect(), one.outerHTML])
            .filter(([box]) => box.height < 24 || box.width < 24).map(([box, html]) => `${box.width} ${box.height} ${html}`)""")
        assert small == []
        assert page.evaluate("document.getAnimations().length") == 0


def test_weight(built_site, figures):
    """The script is small, and loaded only where there are questions."""
    size = len(gzip.compress((built_site / "assets" / "quiz.js").read_bytes(), 9))
    figures.append(f"questions: script {size} bytes compressed")
    assert size <= SCRIPT_BYTES
    for name in read_build(built_site).named(".html"):
        text = (built_site / name).read_text(encoding="utf-8")
        assert ("assets/quiz.js" in text) == ('class="quiz"' in text), name
        assert ("assets/quiz.css" in text) == ('class="quiz"' in text), name


def test_answers_stay_out_of_search_and_heads(built_site, bank):
    """No option, feedback or answer is in the search index, in the head of a page, or in the map of the site."""
    index = (built_site / "search" / "index.js").read_text(encoding="utf-8")
    heads = ""
    for name in read_build(built_site).named(".html"):
        text = (built_site / name).read_text(encoding="utf-8")
        heads += text.partition("</head>")[0] + "\n"
    places = index + heads + (built_site / "sitemap.xml").read_text(encoding="utf-8")
    for one in bank.values():
        for part in (*one["answers"], *one["rows"], *one["unused"]):
            assert plain(part["feedback"]) not in places
    assert "searchIndex" in index
    assert heads.count("<title>") > len(quiz_sets())


def test_gift(browser, built_site, bank, root):
    """GIFT is read by a parser of others: questions, keys, what options are worth, and feedback."""
    parser = (root / "tests" / "site" / "vendor" / "gift-pegjs.js").read_text(encoding="utf-8")
    source = (built_site / "exports" / "quiz" / "all.gift").read_text(encoding="utf-8")
    with opened(browser, "about:blank") as page:
        page.add_script_tag(content=parser)
        read = page.evaluate("(source) => giftParser.parse(source)", source)
        bare = "(html) => { const one = document.createElement('p'); one.innerHTML = html; return one.textContent }"
        text = page.evaluate(f"(list) => list.map({bare})", [one["text"] for one in gift_texts(read)])
    questions = [one for one in read if one["type"] != "Category"]
    assert [one["title"] for one in questions] == list(bank)
    spoken = dict(zip((one["at"] for one in gift_texts(read)), (" ".join(one.split()) for one in text), strict=True))
    for at, one in enumerate(questions):
        question = bank[one["title"]]
        asked = " ".join(map(plain, question["asks"]))
        assert spoken[at, "stem"].replace(" ", "") == asked.replace(" ", "")
        if question["rows"]:
            pairs = [
                (spoken[at, "row", n], pair["subanswer"])
                for n, pair in enumerate(one["matchPairs"])
                if spoken[at, "row", n]
            ]
            choices = [plain(choice) for choice in question["choices"]]
            assert pairs == [(plain(row["text"]), choices[row["right"]]) for row in question["rows"]]
        elif question["type"] == "short":
            forms = [(form, answer["right"]) for answer in question["answers"] for form in answer["forms"]]
            given = [(choice["text"]["text"], choice["weight"] == 100) for choice in one["choices"]]
            assert given == forms
        else:
            single = question["type"] in ("single", "repair")
            given = [
                (
                    spoken[at, "choice", n],
                    choice["isCorrect"] if single else choice["weight"] > 0,
                    spoken[at, "feedback", n],
                )
                for n, choice in enumerate(one["choices"])
            ]
            assert given == [(plain(a["text"]), a["right"], plain(a["feedback"])) for a in question["answers"]]
        general = spoken[at, "general"]
        assert all(plain(row["feedback"]) in general for row in question["rows"])
        assert all(place["words"] in general for place in question["reread"])


def gift_texts(read):
    """Give every text of parsed GIFT with its place, to be freed of its tags."""
    found = []
    for at, one in enumerate(one for one in read if one["type"] != "Category"):
        found.append({"at": (at, "stem"), "text": one["stem"]["text"]})
        found.append({"at": (at, "general"), "text": (one["globalFeedback"] or {"text": ""})["text"]})
        for n, choice in enumerate(one.get("choices") or []):
            found.append({"at": (at, "choice", n), "text": choice["text"]["text"]})
            found.append({"at": (at, "feedback", n), "text": (choice["feedback"] or {"text": ""})["text"]})
        for n, pair in enumerate(one.get("matchPairs") or []):
            found.append({"at": (at, "row", n), "text": pair["subquestion"]["text"]})
    return found


@pytest.mark.parametrize("name", ["damage-report.sheet.html", "repair-and-confidence.key.html"])
def test_sheets(browser, served, name):
    """The pages to print have no violation, flow at 320 pixels, and ask for nothing but their style sheet."""
    with opened(browser, "about:blank", Setting(320)) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{served}/exports/quiz/{name}")
        gated, _ = violations(page)
        assert gated == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert {url.rpartition("/")[2] for url in asked} <= {name, "sheet.css", "favicon.ico"}
