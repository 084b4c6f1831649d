"""Moodle XML, read with lxml: every item with its texts, key, feedback and language."""

import expected
import pytest
from lxml import etree

from edition.exports.questions import moodle


@pytest.fixture
def found(pool):
    """Give the questions of the file by their names."""
    root = etree.fromstring(moodle.write(pool))
    assert root.tag == "quiz"
    kinds = [one.get("type") for one in root]
    assert kinds[0] == "category"
    return {one.findtext("name/text"): one for one in root[1:]}


def test_items(found, pool):
    """Every item is there once, under its id, which is its idnumber too."""
    assert list(found) == [one.item.id for one in pool.questions]
    assert [one.findtext("idnumber") for one in found.values()] == list(found)


def test_stems(found, pool):
    """What is asked is the stem, with the machine's words where there are some, and Chinese has its language."""
    for one in pool.questions:
        text, languages = expected.read_html(found[one.item.id].findtext("questiontext/text"))
        assert text == expected.even(one.item.stem) + expected.even(one.item.machine or "")
        assert languages == expected.chinese(one.item, one.item.stem, one.item.machine or "")


def test_choices(found, pool):
    """Options, what they are worth, and their feedback are those of the bank."""
    for one in pool.questions:
        if not expected.options(one.item):
            continue
        read = []
        for answer in found[one.item.id].findall("answer"):
            said, _ = expected.read_html(answer.findtext("feedback/text"))
            text, languages = expected.read_html(answer.findtext("text"))
            assert all(language == one.item.script for _, language in languages) or one.item.type in ("mark", "repair")
            read.append((text, float(answer.get("fraction")) > 0, said))
        assert sorted(read) == sorted(expected.options(one.item))
        single = one.item.type in ("single", "repair")
        assert found[one.item.id].findtext("single") == ("true" if single else "false")
        worth = [float(answer.get("fraction")) for answer in found[one.item.id].findall("answer")]
        assert sum(part for part in worth if part > 0) == pytest.approx(100, abs=1e-3)
        assert single or sum(worth) == pytest.approx(0, abs=1e-3)


def test_rows(found, pool):
    """Rows have their answers; an answer of no row stands alone; what is said of rows is in the general feedback."""
    for one in pool.questions:
        if not expected.rows(one.item):
            continue
        question = found[one.item.id]
        read = [
            (expected.read_html(sub.findtext("text") or "<p/>")[0], expected.even(sub.findtext("answer/text")))
            for sub in question.findall("subquestion")
        ]
        alone = [("", expected.even(other.text)) for other in one.item.others]
        assert sorted(read) == sorted([row[:2] for row in expected.rows(one.item)] + alone)
        general, _ = expected.read_html(question.findtext("generalfeedback/text"))
        assert all(said in general for said in expected.general(one.item))


def test_typed(found, pool):
    """What can be typed is accepted, foreseen or else: each with its feedback; a star of ours is no wildcard."""
    for one in pool.questions:
        if one.item.type == "short":
            read = [
                (
                    expected.even(answer.findtext("text").replace("\\*", "*")),
                    answer.get("fraction") == "100",
                    expected.read_html(answer.findtext("feedback/text"))[0],
                )
                for answer in found[one.item.id].findall("answer")
            ]
            assert read == [(expected.even(form), right, said) for form, right, said in expected.typed(one.item)]
            assert [answer.findtext("text") for answer in found[one.item.id].findall("answer")].count("*") == 1


def test_reread(found, pool):
    """The general feedback names every place to reread."""
    for one in pool.questions:
        general, _ = expected.read_html(found[one.item.id].findtext("generalfeedback/text"))
        assert all(words in general and where in general for words, where in one.reread)
        assert len(one.reread) == len(one.item.see)
