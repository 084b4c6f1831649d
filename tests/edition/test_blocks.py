"""Blocks and references: what is filled, what is refused, what is left alone."""

import pytest

from edition.blocks import expand
from edition.markdown import relative


def test_references_become_relative_links(sample):
    """A reference leads to the file of its record, as seen from the page."""
    assert expand("[x](segment:p02s01)", "index.md", sample) == ("[x](article/index.md#p02s01)", [])
    assert expand("[x](segment:p02s01)", "article/index.md", sample)[0] == "[x](#p02s01)"
    assert expand("[x](page:home)", "article/compare.md", sample)[0] == "[x](../index.md)"
    assert expand("[x](page:compare#p02)", "article/index.md", sample)[0] == "[x](compare.md#p02)"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("[x](segment:p02s09)", "R001", "p02s0"),
        ("[x](page:compere)", "R001", "compare"),
        ("[x](term:hubris)", "R001", "term:hubris"),
        ("<!-- edition:segmnets -->", "B001", "segments"),
        ("<!-- edition:segments p02-p99 -->", "B002", "p01 to p03"),
        ("<!-- edition:segments two -->", "B002", "range"),
        ("<!-- edition:masthead p01 -->", "B002", "no arguments"),
    ],
)
def test_unknown_names_are_findings(sample, line, code, says):
    """Each gives its code, the line of the file, and the nearest known name."""
    text, issues = expand(f"first\n{line}", "index.md", sample, offset=4)
    assert (issues[0].code, issues[0].line) == (code, 6)
    assert says in issues[0].message
    assert line in text


def test_code_is_left_alone(sample):
    """Neither fenced nor inline code is touched."""
    text = "```\n<!-- edition:nothing -->\n[x](term:nothing)\n```\nand `[x](term:nothing)`"
    assert expand(text, "index.md", sample) == (text, [])


def test_markup_in_records_is_escaped(sample):
    """What a record holds reaches the page as text, whatever it looks like."""
    from dataclasses import replace

    from edition.notation import Text

    hostile = '<script>alert(1)</script>&amp;"*_['
    segment = replace(sample.segments[1], pieces=(Text(hostile),), corrections=())
    edition = replace(sample, segments=(sample.segments[0], segment, *sample.segments[2:]))
    for block in ("segments", "pairs"):
        text, issues = expand(f"<!-- edition:{block} -->", "article/index.md", edition)
        assert not issues
        assert "<script>" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in text


def test_addresses_are_relative_to_the_page():
    """The way from one file to another is the shortest relative one."""
    assert relative("article/index.md#p03", "article/compare.md") == "index.md#p03"
    assert relative("exports/edition.json", "article/method.md") == "../exports/edition.json"
