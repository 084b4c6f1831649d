"""The built pages without a browser: their frame, and the edition as they show it."""

from __future__ import annotations

import itertools
from pathlib import Path

import lxml.html
import pytest
from checks import content

MACHINE_TEXT = Path(__file__).resolve().parents[2] / "docs" / "_data" / "machine-translation.txt"


@pytest.fixture(scope="session")
def parsed(built_site, pages):
    """Give every built page by its address."""
    files = {
        address: built_site / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))
        for address in pages
    }
    return {address: lxml.html.fromstring(file.read_bytes().decode()) for address, file in files.items()}


def test_frame(parsed, address):
    """A page has its language, one title, a description, one main heading, and headings without gaps."""
    assert content.frame(parsed[address]) == []


def test_titles(parsed):
    """No two pages have one title."""
    assert content.same_titles({address: page.findtext(".//title") for address, page in parsed.items()}) == []


def test_segments(download):
    """The download numbers its segments without a gap, and has corrections for them."""
    numbers = [(int(one["id"][1:3]), int(one["id"][4:6])) for one in download["segments"]]
    assert numbers[0] == (1, 1)
    for (paragraph, sentence), after in itertools.pairwise(numbers):
        assert after in ((paragraph, sentence + 1), (paragraph + 1, 1))


def test_read(parsed, download):
    """Read shows every segment under its address, as the download has it, gaps included."""
    assert content.read_page(parsed["/article/"], download["segments"]) == []


def test_compare(parsed, download):
    """Compare shows both texts of every segment under its address, as the download has them."""
    assert content.compare_page(parsed["/article/compare/"], download["segments"]) == []


def test_machine_text(download):
    """The machine text of the download is the file of the project, byte for byte."""
    assert content.machine_text(download["segments"]) == MACHINE_TEXT.read_bytes()


HEAD = '<html lang="en"><head><title>T</title><meta name="description" content="d"></head><body>'


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (HEAD.replace('lang="en"', 'lang="zh"') + "<h1>x</h1>", "language"),
        (HEAD.replace('lang="en"', "") + "<h1>x</h1>", "language"),
        (HEAD.replace("<title>T</title>", "") + "<h1>x</h1>", "titles"),
        (HEAD.replace('content="d"', 'content=" "') + "<h1>x</h1>", "description"),
        (HEAD + "<h2>x</h2>", "0 main headings"),
        (HEAD + "<h1>x</h1><h1>y</h1>", "2 main headings"),
        (HEAD + "<h1>x</h1><h3>y</h3>", "level 3 follows"),
        (HEAD + "<h2>x</h2><h1>y</h1>", "level 2 follows one of level 0"),
    ],
)
def test_planted_frame(page, reason):
    """A planted fault of the frame is found for its reason."""
    assert [finding for finding in content.frame(lxml.html.fromstring(page)) if reason in finding]


def test_good_frame():
    """Headings that come back to an upper level are in order."""
    page = HEAD + "<h1>x</h1><h2>x</h2><h3>x</h3><h2>x</h2>"
    assert content.frame(lxml.html.fromstring(page)) == []


def test_planted_title():
    """Two pages of one title are found."""
    assert len(content.same_titles({"/": "A", "/a/": "A", "/b/": "B"})) == 2


SEGMENTS = [
    {"id": "p01s01", "corrected": "One […] two.", "machine": "Ein  zwei.", "machine_tail": "\n"},
    {"id": "p01s02", "corrected": "Three.", "machine": "Drei.", "machine_tail": ""},
]
READ = (
    '<div><span id="p01s01">One <span class="gap">[…]</span><span class="visually-hidden"> (lost)</span> two.</span>'
    '<span id="p01s02">Three.</span></div>'
)
COMPARE = (
    '<div><div id="p01s01"><p class="text">One […]<i class="visually-hidden"> (lost)</i> two.</p>'
    '<p class="text" translate="no">Ein  zwei.</p></div>'
    '<div id="p01s02"><p class="text">Three.</p><p class="text" translate="no">Drei.</p></div></div>'
)


def test_good_edition():
    """The sample pages are in order, so that a finding below comes from what was changed."""
    assert content.read_page(lxml.html.fromstring(READ), SEGMENTS) == []
    assert content.compare_page(lxml.html.fromstring(COMPARE), SEGMENTS) == []
    assert content.machine_text(SEGMENTS) == b"Ein  zwei.\nDrei."


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('id="p01s02"', 'id="p01s03"', "p01s02 is missing"),
        ("Three", "Tree", "p01s02 reads 'Tree.'"),
        ('class="gap"', 'class="lost"', "marks the gaps []"),
        ("[…]", "[...]", "p01s01 reads"),
    ],
)
def test_planted_read(old, new, reason):
    """A segment of Read that differs from the edition is found."""
    found = content.read_page(lxml.html.fromstring(READ.replace(old, new, 1)), SEGMENTS)
    assert [finding for finding in found if reason in finding]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('id="p01s02"', "", "p01s02 is missing"),
        ("Three", "Tree", "corrects to 'Tree.'"),
        ("Ein  zwei", "Ein zwei", "machine text 'Ein zwei.'"),
        ('translate="no"', "", "lets the machine text be translated"),
        ('translate="no"', 'translate="yes"', "lets the machine text be translated"),
        ('<p class="text">Three.</p>', "", "1 texts"),
    ],
)
def test_planted_compare(old, new, reason):
    """A pair of Compare that differs from the edition is found."""
    found = content.compare_page(lxml.html.fromstring(COMPARE.replace(old, new, 1)), SEGMENTS)
    assert [finding for finding in found if reason in finding]


def test_planted_order():
    """Segments that have changed places are found."""
    page = lxml.html.fromstring('<div><p id="p01s02">Three.</p><p id="p01s01">One […] two.</p></div>')
    assert "the segments are out of order" in content.read_page(page, SEGMENTS)
