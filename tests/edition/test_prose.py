"""The prose of a page: what is a paragraph, what it cites and why not, and how many words it has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import prose

BODY = """\
# The coast { #coast }

Before every section.

## One { #one }

A first line, with [a link](page:two#x "and words"){ .c }.
A second line [](source:a)[](source:b) and [words](source:c).

<!-- uncited: it is ours -->
An excused paragraph.

- An item [](source:d)
  that goes on.
- **Another** item.
1. A third
2) A fourth

<!-- edition:facts -->
<div markdown="1">
Inside HTML.
</div>
<span lang="zh-Hans">中文</span> begins this one.

```
Not prose [](source:e).
```

## Two { .plain #two data-x=1 }

| a | b |

### No id

Last words."""


def test_paragraphs_are_those_of_the_page():
    """Empty lines, items, headings, blocks and lines of HTML part the paragraphs, each in its section."""
    found = [(one.section, one.line, one.text) for one in prose.paragraphs(BODY)]
    assert found == [
        ("coast", 3, "Before every section."),
        (
            "one",
            7,
            'A first line, with [a link](page:two#x "and words"){ .c }. A second line [](source:a)[](source:b) and [words](source:c).',
        ),
        ("one", 11, "An excused paragraph."),
        ("one", 13, "- An item [](source:d) that goes on."),
        ("one", 15, "- **Another** item."),
        ("one", 16, "1. A third"),
        ("one", 17, "2) A fourth"),
        ("one", 21, "Inside HTML."),
        ("one", 23, '<span lang="zh-Hans">中文</span> begins this one.'),
        ("two", 31, "| a | b |"),
        ("", 35, "Last words."),
    ]


def test_paragraphs_know_their_citations():
    """Citations with and without words are told in order; code has none."""
    assert [one.cited for one in prose.paragraphs(BODY) if one.cited] == [["a", "b", "c"], ["d"]]


def test_an_excuse_belongs_to_the_paragraph_below():
    """One paragraph has the reason and its line, and no other."""
    assert [(one.line, one.excuse) for one in prose.paragraphs(BODY) if one.excuse] == [(11, (10, "it is ours"))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<!-- uncited: why -->\nText.", [("Text.", (1, "why"))]),
        ("<!-- uncited: why -->\n\nText.", [("Text.", (1, "why"))]),
        ("Text.\n<!-- uncited: why -->\nMore.", [("Text.", None), ("More.", (2, "why"))]),
        ("<!-- uncited: -->\nText.", [("Text.", (1, ""))]),
        ("<!-- uncited: why -->\n- One\n- Two", [("- One", (1, "why")), ("- Two", None)]),
        ("Text.\n\n<!-- uncited: why -->", [("Text.", None), ("", (3, "why"))]),
        ("a <!-- uncited: why --> b", [("a <!-- uncited: why --> b", None)]),
        ("```\n<!-- uncited: why -->\n```\nText.", [("Text.", None)]),
    ],
)
def test_excuses_are_read(body, found):
    """An excuse is a line of its own outside code; one with nothing below it is not lost."""
    assert [(one.text, one.excuse) for one in prose.paragraphs(body)] == found


def test_no_excuse_hides_another():
    """Of two excuses in a row the first, which nothing needs, is not forgotten."""
    excuses = [one.excuse for one in prose.paragraphs("<!-- uncited: one -->\n<!-- uncited: two -->\nText.")]
    assert excuses == [(1, "one"), (2, "two")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("- **Bold** and *thin* and `code`", "Bold and thin and code"),
        ("It is so [](source:a)[](source:b).", "It is so."),
        ("See [the page](page:two#x){ .c } now", "See the page now"),
        ('A <span lang="zh-Hans" translate="no">中文</span> word', "A 中文 word"),
        ("One <!-- not read --> two", "One  two"),
        ("12. twelve", "twelve"),
        ("2 * 3 and 1990-2015", "2 * 3 and 1990-2015"),
        ("a < b and b > a", "a < b and b > a"),
    ],
)
def test_plain_is_what_is_read(text, plain):
    """Citations, targets, tags, comments and marks go, words stay."""
    assert prose.plain(text) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), ("one — two", 2), ("“So,” he said…", 3), ("1990–2015 US$ 3", 3), ("中文 and ¶3", 3)],
)
def test_words_are_counted_as_a_word_processor_does(text, words):
    """A word is a run between white space that holds a letter or digit."""
    assert prose.count(text) == words


def test_words_of_a_page_are_those_of_its_prose():
    """Headings, blocks, code and citations count nothing; every word of a paragraph counts once."""
    counted = [prose.count(prose.plain(one.text)) for one in prose.paragraphs(BODY)]
    assert counted == [3, 11, 3, 5, 2, 2, 2, 2, 4, 2, 2]
    assert prose.words(BODY) == sum(counted)
    assert prose.words("# A heading { #a }\n\n<!-- edition:facts -->\n\n```\ncode\n```\n") == 0


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (299, 1), (310, 2), (900, 4)])
def test_minutes_are_whole_and_at_least_one(words, minutes):
    """Two hundred words a minute."""
    assert prose.minutes(words) == minutes


def test_sections_are_the_headings():
    """Each heading gives its id, its level and its line; lines of code are none."""
    assert prose.sections("# A { #a }\n```\n# B { #b }\n```\n### C\n## D { .x #d }") == [
        ("a", 1, 1),
        ("", 3, 5),
        ("d", 2, 6),
    ]


LINES = st.sampled_from([
    "",
    "# A { #a }",
    "## B",
    "words and *more* words",
    "- an item",
    "3. third",
    "  goes on [](source:a)",
    "<!-- uncited: why -->",
    "<!-- uncited: -->",
    "<!-- edition:facts -->",
    "<div>",
    "<span>x</span> y",
    "```",
    "~~~~",
    "| a | b |",
    "[x](y) [z](source:a){ .c }",
    "> quoted",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=12).map("\n".join)))
def test_any_text_is_read_once(body):
    """Whatever the page: no line stands in two paragraphs, each stands as authored, and no word counts twice."""
    found = list(prose.paragraphs(body))
    authored = body.split("\n")
    numbers = [number for one in found for number, line in one.lines if line]
    assert numbers == sorted(set(numbers))
    assert all(authored[number - 1] == line for one in found for number, line in one.lines if line)
    assert 0 <= prose.words(body) <= len(re.findall(r"\S+", body))
    assert all(one.excuse[1].strip() == one.excuse[1] for one in found if one.excuse)
