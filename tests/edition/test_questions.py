"""The question bank: what it covers, what follows from an item, and what of it must stay where it is."""

import json
from collections import Counter
from dataclasses import replace

import pytest
import yaml

from edition import exports, questions
from edition.__main__ import main
from edition.blocks import expand
from edition.exports import search
from edition.model import TYPES, Item, Withdrawal
from edition.site import stage
from edition.views import quiz

# What the design asks of the bank.
FLOOR, TYPE_FLOOR, SET_FLOOR = 120, 8, 10
OPTIONS = (
    {"id": "a", "text": "between two seas", "key": True, "feedback": "It is a narrow state."},
    {"id": "b", "text": "on a single sea", "feedback": "A second sea lies on its other side."},
    {"id": "c", "text": "on an inland lake", "feedback": "It lives from its ports."},
)


def an_item(**fields):
    """Make an item of the sample."""
    plain = {
        "id": "q-coast",
        "page": "coast",
        "objective": "o-coast",
        "type": "single",
        "bloom": "understand",
        "difficulty": 1,
        "stem": "Where does the coast lie?",
        "options": OPTIONS,
        "see": ("page:coast",),
        "proof": ({"page": "coast", "words": "a narrow state"},),
    }
    return Item(**{**plain, **fields})


def test_the_bank_is_large_enough(edition):
    """There are as many items, of each type and in each set, as the design asks for, and half ask for more than memory."""
    asked = questions.asked(edition)
    assert len(asked) >= FLOOR
    counts = Counter(item.type for item in asked)
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= TYPE_FLOOR
    assert {page.key for page in edition.sets} == set(questions.SETS)
    assert min(len(questions.members(key, edition)) for key in questions.SETS) >= SET_FLOOR
    assert sum(item.bloom != "remember" for item in asked) * 2 >= len(asked)


def test_background_pages_ask(edition):
    """Every background page has at least one item and at most four."""
    counts = {page.key: len(questions.members(page.key, edition)) for page in edition.background}
    assert set(counts.values()) <= {1, 2, 3, 4}


def test_every_sentence_has_an_item(edition):
    """Every sentence of the body is rested on by an item."""
    covered = quiz.coverage(edition)
    assert [segment.id for segment, items in covered["segments"] if segment.kind == "sentence" and not items] == []
    assert sum(count for _, count in covered["counted"]["Type"]) == covered["total"]


def test_order_says_nothing_and_stays():
    """Options stand in an order made of ids alone; ``turn`` moves it on; steps never stand in their right order."""
    item = an_item()
    shown = [option.id for option in item.shown_options]
    assert sorted(shown) == ["a", "b", "c"]
    assert [option.id for option in an_item(options=tuple(reversed(OPTIONS))).shown_options] == shown
    assert [option.id for option in an_item(turn=1).shown_options] == [*shown[1:], shown[0]]
    steps = tuple({"id": key, "text": f"step {key}", "feedback": "So it is."} for key in "abc")
    for number in range(40):
        ordering = an_item(id=f"q-{number}", type="ordering", options=(), steps=steps)
        assert [step.id for step in ordering.shown_steps] != ["a", "b", "c"]


def test_a_digest_is_of_what_is_asked():
    """Whatever is asked or answered changes the digest; where it stands, and what proves it, does not."""
    item = an_item()
    assert item.digest == an_item(difficulty=3, objective="o-other").digest
    assert item.digest != an_item(stem="Where does it lie?").digest
    assert item.digest != an_item(options=({**OPTIONS[0], "feedback": "It is so."}, *OPTIONS[1:])).digest
    assert len(item.digest) == 8


def test_runs(sample):
    """Chinese has the language of the item, quoted words of the machine are marked, and nothing is lost."""
    text = "“Union companions” stands for 盟伴, “allies and partners”."
    runs = questions.runs(text, "zh-Hans", sample)
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.machine] == ["Union companions"]
    assert [(run.text, run.lang) for run in runs if run.lang] == [("盟伴", "zh-Hans")]
    assert questions.runs("Union companions", None, sample, whole=True)[0].machine
    assert not questions.runs("Union companions", None, sample)[0].machine


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("Hub-and-Spokes ", "hubandspokes"),
        ("hub and spokes", "hubandspokes"),
        ("Élan", "elan"),
        ("ＡＵＫＵＳ", "aukus"),
        ("聯盟。", "聯盟"),
    ],
)
def test_fold(given, folded):
    """Case, accents, width, hyphens, spaces and signs do not count."""
    assert questions.fold(given) == folded


def test_places_have_names(edition):
    """Every place that an item sends to has words, and is a file of docs/."""
    paths = {page.path for page in edition.pages}
    for item in edition.questions:
        for _, place in item.places:
            assert questions.place_name(place, edition)
            assert quiz.target_of(place, edition).partition("#")[0] in paths


CANARIES = ("kestrel", "plover", "curlew", "dunlin", "godwit", "whimbrel", "lapwing", "turnstone")


@pytest.fixture
def with_canaries(sample):
    """Give the sample with a telling word in every text of an item that may not be found."""
    words = iter(CANARIES)
    options = tuple(
        {**option, "text": f"{option['text']} {next(words)}", "feedback": f"{option['feedback']} {next(words)}"}
        for option in OPTIONS
    )
    short = {"accept": (next(words),), "feedback": "It is so.", "otherwise": f"Read {next(words)}."}
    items = (an_item(options=options), an_item(id="q-short", type="short", options=(), **short))
    page = next(page for page in sample.pages if page.key == "coast")
    asking = replace(page, body=page.body + "\n## Check yourself { #check-yourself }\n\n<!-- edition:self-check -->\n")
    return replace(sample, questions=items, pages=tuple(asking if one is page else one for one in sample.pages))


def test_answers_are_found_by_no_search(with_canaries):
    """No option, feedback or answer is in the search index or in another file than those of the bank; the page has all."""
    page, issues = expand("<!-- edition:self-check -->", "actors/coast.md", with_canaries)
    assert not issues
    assert all(word in page for word in CANARIES)
    index = search.write(with_canaries).decode()
    assert "check-yourself" in index
    assert not [word for word in CANARIES if word in index]
    bank = exports.questions.writers(with_canaries)
    others = {path: content for path, content in exports.generated(with_canaries).items() if path not in bank}
    assert not [(word, path) for word in CANARIES for path, content in others.items() if word.encode() in content]


def test_the_sheet_holds_no_answer(with_canaries):
    """The sheet has the options and no feedback; what is to be typed is not on it."""
    sheet = exports.generated(with_canaries)["exports/quiz/all.sheet.html"].decode()
    assert [word for word in CANARIES if word in sheet] == ["kestrel", "curlew", "godwit"]


def test_a_retired_item_keeps_its_place(sample, with_canaries):
    """A retired item is asked nowhere; its id stays on the page with the reason."""
    retired = an_item(retired="The page has changed.")
    edition = replace(with_canaries, questions=(an_item(id="q-other"), retired))
    page, _ = expand("<!-- edition:self-check -->", "actors/coast.md", edition)
    assert 'id="q-coast">A question that stood here is asked no more. The page has changed.' in page
    assert [item.id for item in questions.asked(edition)] == ["q-other"]
    assert b"q-coast" not in exports.generated(edition)["exports/quiz/all.gift"]
    assert sample.questions == ()


def test_a_withdrawn_text_takes_its_questions_along(edition):
    """While the article is withdrawn no item with its text is asked or written, and its place says why."""
    notice = Withdrawal(date="2030-01-02", notice="Withdrawn.")
    gone = replace(edition, article=edition.article.model_copy(update={"withdrawn": notice}))
    left = questions.asked(gone)
    assert 0 < len(left) < len(questions.asked(edition))
    assert not [item for item in left if item.type in ("mark", "repair")]
    page, issues = expand("<!-- edition:quiz -->", "quiz/damage-report.md", gone)
    assert not issues
    assert "It holds text of the article, which is withdrawn." in page
    written = json.loads(exports.generated(gone)["exports/questions.json"])
    assert {one["id"] for one in written["questions"]} == {item.id for item in left}


@pytest.fixture
def private(tmp_path):
    """Give a folder with a private question that has a telling word in every text."""
    folder = tmp_path / "private"
    folder.mkdir()
    item = an_item(
        id="q-secret", page="nato", objective="o-nato-promise", stem="Which bird is the wagtail?"
    ).model_dump(mode="json")
    item["options"] = [{**option, "feedback": option["feedback"] + " wagtail"} for option in item["options"]]
    item["see"] = ["page:nato"]
    item["proof"] = [{"term": "alliance", "words": "alliance"}]
    kept = {key: value for key, value in item.items() if value not in (None, [], 0)}
    kept["options"] = [
        {key: value for key, value in one.items() if value not in (None, False)} for one in kept["options"]
    ]
    (folder / "mine.yml").write_text(yaml.safe_dump([kept], allow_unicode=True), encoding="utf-8")
    return folder


def test_private_questions(root, edition, private, tmp_path, capsys):
    """Private questions are checked and written in every format, and nothing of them is in the site."""
    objectives = next(page for page in edition.pages if page.key == "nato").front.objectives
    file = private / "mine.yml"
    file.write_text(file.read_text().replace("o-nato-promise", objectives[0].id), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["--docs", str(root / "docs"), "questions", str(out), "--private", str(private)]) == 0, (
        capsys.readouterr().err
    )
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    assert len(files) == 10
    assert b"wagtail" in files["private.gift"]
    assert b"wagtail" in files["private.key.html"]
    staged = tmp_path / "staged"
    stage(root / "docs", edition, staged)
    assert not [path for path in staged.rglob("*") if path.is_file() and b"wagtail" in path.read_bytes()]


def test_a_fault_in_a_private_question_is_told(root, private, tmp_path, capsys):
    """A private question that proves nothing is refused with file and line, and nothing is written."""
    file = private / "mine.yml"
    file.write_text(file.read_text().replace("words: alliance", "words: nothing of it"), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["--docs", str(root / "docs"), "questions", str(out), "--private", str(private)]) == 1
    assert f"{file.resolve()}:" in (said := capsys.readouterr().err)
    assert "Q002" in said
    assert not out.exists()


def test_no_private_folder(root, tmp_path, capsys):
    """A folder that is not there, or empty, is told in words."""
    assert main(["--docs", str(root / "docs"), "questions", str(tmp_path / "out"), "--private", str(tmp_path)]) == 2
    assert "holds no .yml file" in capsys.readouterr().err


def test_public_questions(root, tmp_path):
    """Without private ones the command writes the public sets."""
    out = tmp_path / "out"
    assert main(["--docs", str(root / "docs"), "questions", str(out)]) == 0
    names = {path.name for path in (out / "exports" / "quiz").iterdir()}
    assert "all.gift" in names
    assert "bank.js" not in names
