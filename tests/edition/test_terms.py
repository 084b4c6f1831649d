"""Terms in a text: whole words, the longest wording, the first occurrence, and nothing of the text lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import terms
from edition.model import Term


def term(key, en, *forms):
    """Make a term of which only the wordings matter."""
    return Term(id=key, en=en, forms=forms, seen=False, definition="It is a word.")


TERMS = (
    term("nato", "NATO"),
    term("nato-ization", "NATO-ization"),
    term("pivot", "pivot to the Asia-Pacific", "pivot"),
    term("asia-pacific", "Asia-Pacific"),
    term("zones", "two major zones", "two major […] zones"),
    term("supply-chain", "supply chain", "supply chains"),
)


@pytest.fixture
def glossed(sample):
    """Give the sample edition with these terms."""
    return replace(sample, terms=TERMS)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("NATO’s pivot to the Asia-Pacific", ["nato", "pivot"]),
        ("Pivot to the Asia-Pacific and the Asia-Pacific", ["pivot", "asia-pacific"]),
        ("the “NATO-ization” of the region", ["nato-ization"]),
        ("a pivotal chain of supply", []),
        ("the PIVOT", []),
        ("the two major […] zones, Supply chains", ["zones", "supply-chain"]),
        ("a pro-NATO mood", []),
        ("NATO and NATO again", ["nato"]),
        ("", []),
    ],
)
def test_the_right_words_are_marked(glossed, text, keys):
    """Longest wording first, whole words with their hyphens, first letter in either case, each term once."""
    assert [key for _, key in terms.mark(text, glossed, set()) if key] == keys


def test_what_was_seen_is_not_marked(glossed):
    """A term of an earlier text stays plain, and the set that says so is left as it was."""
    seen = {"nato"}
    assert terms.mark("NATO’s pivot", glossed, seen) == [("NATO’s ", None), ("pivot", "pivot")]
    assert seen == {"nato"}


def test_a_longer_term_that_was_seen_hides_the_shorter_within(glossed):
    """“Asia-Pacific” inside the name of the pivot is no occurrence of its own."""
    marked = terms.mark("the pivot to the Asia-Pacific, in the Asia-Pacific", glossed, {"pivot"})
    assert marked == [("the pivot to the Asia-Pacific, in the ", None), ("Asia-Pacific", "asia-pacific")]


def test_an_edition_without_terms_marks_nothing(sample):
    """The text comes back in one piece."""
    assert terms.mark("NATO", replace(sample, terms=()), set()) == [("NATO", None)]


PIECES = [wording for one in TERMS for wording in terms.wordings(one)]


@given(
    text=st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from([" ", "-", "’s ", ", "]), st.text())).map("".join),
    seen=st.sets(st.sampled_from([one.id for one in TERMS])),
)
def test_nothing_is_lost_or_marked_twice(text, seen):
    """Whatever the text: the stretches joined are the text, none is empty, no term is marked twice or after it was seen."""

    class Glossed:
        terms = TERMS

    marked = terms.mark(text, Glossed(), seen)
    keys = [key for _, key in marked if key]
    assert "".join(stretch for stretch, _ in marked) == text
    assert all(stretch for stretch, _ in marked)
    assert len(keys) == len(set(keys))
    assert not seen.intersection(keys)


def test_every_term_of_the_real_edition_is_found_by_each_of_its_wordings(edition):
    """No wording is shadowed: alone in a text, it leads to its own term."""
    for one in edition.terms:
        for wording in terms.wordings(one):
            assert terms.mark(wording, edition, set()) == [(wording, one.id)]


def test_the_renderings_that_were_seen_are_checked(edition):
    """The rule of one rendering is not idle: many corrections record the Chinese of a term."""
    from edition.rules.terms import rendered_otherwise

    recorded = [
        one.id
        for one in edition.terms
        for correction in edition.corrections
        if one.zh_hans and one.zh_hans in (correction.authored.zh_hans or "")
    ]
    assert len(set(recorded)) >= 20
    renamed = Term(**{**edition.term_by_id["vanguard"].model_dump(), "en": "spearhead", "forms": ()})
    assert list(rendered_otherwise(renamed, edition)) == [("p05s03", "c-pioneer")]
