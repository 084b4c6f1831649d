"""CSV and JSON, read with the modules of those names, and the pages to print."""

import csv
import io
import json
import re

import expected
import pytest
from lxml import html

from edition import exports, questions
from edition.exports.questions import rights, sheet, table


def plain(runs):
    """Join the stretches of a text."""
    return expected.even("".join(run["text"] for run in runs))


def test_json(bank, pool):
    """JSON holds every item with its texts, key, feedback, language, and what proves it."""
    records = json.loads(table.as_json(pool, rights(bank)))["questions"]
    assert [record["id"] for record in records] == [one.item.id for one in pool.questions]
    for record, one in zip(records, pool.questions, strict=True):
        item = one.item
        assert " ".join(map(plain, record["asks"])) == " ".join(
            expected.even(text) for text in (item.stem, item.machine) if text
        )
        answers = [(plain(one["text"]), one["right"], plain(one["feedback"])) for one in record["answers"]]
        if item.type == "short":
            read = [(form, one["right"], plain(one["feedback"])) for one in record["answers"] for form in one["forms"]]
            assert read == [(form.strip(), right, said) for form, right, said in expected.typed(item)]
        else:
            assert sorted(answers) == sorted(expected.options(item))
        choices = [plain(choice) for choice in record["choices"]]
        rows = [(plain(row["text"]), choices[row["right"]], plain(row["feedback"])) for row in record["rows"]]
        assert sorted(rows) == sorted(expected.rows(item))
        marked = [run for text in record["asks"] for run in text if expected.HAN.search(run["text"])]
        assert all(run["lang"] in (item.script, "en-x-mt") for run in marked)
        assert len(record["proof"]) == len(item.proof)


def test_csv(bank, pool):
    """CSV has a line for every item, with key and feedback, and no cell that a spreadsheet would run."""
    lines = list(csv.DictReader(io.StringIO(table.as_csv(pool, rights(bank)).decode(), newline="")))
    assert [line["id"] for line in lines] == [one.item.id for one in pool.questions]
    for line, one in zip(lines, pool.questions, strict=True):
        cells = {name: expected.even(text.replace("\\\\", "\\")) for name, text in line.items()}
        assert cells["question"] == expected.even(one.item.stem)
        said = [said for _, _, said in expected.options(one.item) + expected.rows(one.item) + expected.typed(one.item)]
        assert all(one in cells["feedback"] for one in said)
        keys = [option.id for option in one.item.options if option.key]
        keys += [chunk.id for chunk in one.item.chunks if chunk.origin]
        if keys:
            assert sorted(cells["key"].split(" | ")) == sorted(keys)
        assert all(row in cells["options"] for row, _, _ in expected.rows(one.item))
        assert all(right in cells["key"] for _, right, _ in expected.rows(one.item))
        assert not any(text.startswith(("=", "+", "-", "@")) for text in line.values())


def test_sheets(bank, pool):
    """The sheet asks every question and holds nothing of any answer; the key holds all feedback."""
    with_key = html.document_fromstring(sheet.write(pool, bank, with_key=True).decode())
    alone = html.document_fromstring(sheet.write(pool, bank, with_key=False).decode())
    answers, asked = expected.even(with_key.text_content()), expected.even(alone.text_content())
    for one in pool.questions:
        item = one.item
        assert expected.even(item.stem) in asked
        said = [said for _, _, said in expected.options(item) + expected.rows(item) + expected.typed(item)]
        assert all(text in answers for text in said)
        assert not any(text in asked for text in said)
        here = expected.even(alone.get_element_by_id(item.id).text_content())
        forms = [expected.even(form) for form in item.accept]
        assert not [form for form in forms if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", here, re.IGNORECASE)]
    for word in ("Right answer", "Not right", "Wrong words", "Sound words", "Reread"):
        assert word in answers or word.endswith("words")
        assert word not in asked
    assert all(language in ("zh-Hans", "zh-Hant") for _, language in expected.languages(alone))


@pytest.mark.parametrize("ending", ["gift", "csv", "json", "sheet.html", "key.html", "moodle.xml", "qti12.zip"])
def test_every_set_has_every_file(edition, ending):
    """Each set, and the whole bank, has a file in each format, and the same bytes twice."""
    names = [*(page.key for page in edition.sets), "all"]
    files = exports.generated(edition)
    assert all(files[f"exports/quiz/{name}.{ending}"] for name in names)
    assert exports.generated(edition)[f"exports/quiz/all.{ending}"] == files[f"exports/quiz/all.{ending}"]
    assert set(questions.SETS) == {page.key for page in edition.sets}
