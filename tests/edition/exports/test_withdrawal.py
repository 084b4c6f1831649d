"""The take-down switch: no full text in any data file, a notice in each."""

import html
from dataclasses import replace

import pytest

from edition import exports
from edition.exports.withdrawal import QUOTATION_WORDS, published, quoted, short

RECORDS = [path for path in exports.WRITERS if path.startswith(("exports/edition.", "exports/corrections."))]
RECORDS.remove("exports/edition.schema.json")


def plain(content):
    """Give a file's text with the escapes of XML and JSON undone and white space made even."""
    return " ".join(html.unescape(content.decode()).replace('\\"', '"').split())


def runs(text):
    """Give every run of one word more than may be quoted."""
    words = text.split()
    return {" ".join(words[at : at + QUOTATION_WORDS + 1]) for at in range(len(words) - QUOTATION_WORDS)}


def test_switch_is_off(edition):
    """Without the switch the helper changes nothing."""
    assert published(edition) is edition


@pytest.mark.parametrize("path", RECORDS)
def test_no_long_run_of_either_reading_is_left(withdrawn, open_edition, path):
    """No file holds more than the allowed words of either reading of a segment in a row."""
    text = plain(exports.write(withdrawn)[path])
    for segment in open_edition.segments:
        for run in runs(segment.machine) | runs(segment.corrected):
            assert run not in text


@pytest.mark.parametrize("path", RECORDS)
def test_notice_and_records_are_there(withdrawn, path):
    """Each file has the dated notice, every segment and every correction."""
    text = plain(exports.write(withdrawn)[path])
    assert withdrawn.article.withdrawn.notice in text
    assert withdrawn.article.withdrawn.date in text
    for record in (*withdrawn.segments, *withdrawn.corrections):
        assert record.id in text


def test_leak_would_be_seen(open_edition):
    """The test above can fail: with the switch off the same runs are found."""
    text = plain(exports.write(open_edition)["exports/edition.txt"])
    assert any(segment.corrected in text for segment in open_edition.segments)


def test_quotations_are_short(edition):
    """Quoted words are cut to the allowed number, and rivals with them."""
    switched = edition.article.model_copy(update={"withdrawn": {"date": "2030-01-02", "notice": "x"}})
    for correction in published(replace(edition, article=switched)).corrections:
        for text in (*correction.authored.words, *(rival.wording for rival in correction.authored.rivals)):
            assert len(text.removesuffix(" …").split()) <= QUOTATION_WORDS


def test_short_cuts_after_the_last_word():
    """A text within the limit stays; a longer one ends with an ellipsis."""
    assert short("one two") == "one two"
    assert short("w " * 30) == "w " * 24 + "w …"


def test_quoted_reads_brackets():
    """Brackets mark the words meant; without them all are meant."""
    assert quoted("cooperation [between]") == ("cooperation ", "between", "")
    assert quoted("a[]B") == ("a", "", "B")
    assert quoted("all of it") == ("", "all of it", "")
