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


@pytest.fixture
def paged(sample, a_page, with_pages):
    """Give the sample with terms, a page about a shore, and one about two people, beside the page about the coast."""
    shore = a_page(
        "actors/shore.md", kind="territory", title="The shore", article_forms=["allies and partners", "Shore"]
    )
    people = a_page(
        "actors/people.md",
        kind="people",
        article_forms=["meeting"],
        people=[
            {"id": "ana", "title": "Ana", "article_forms": ["Ana"], "machine_forms": ["Anna"]},
            {"id": "bo", "title": "Bo", "article_forms": ["Bo", "Mr. Bo"]},
        ],
    )
    plain = a_page("about.md", article_forms=["Monday"])
    return with_pages(sample, shore, people, plain, terms=(term("seas", "two seas", "sea"), term("day", "Monday")))


def marked(text, edition):
    """Give the targets that a text leads to, by key, in order."""
    pairs, found = terms.targets(edition)
    return [found[key] for _, _, key in terms.search(text, pairs)]


def test_a_page_comes_before_the_term(paged):
    """Words that a page and a term both claim lead to the page; words of a term alone lead to the term."""
    page, own = marked("two seas and a sea", paged)
    assert (page.key, page.title, page.path, page.section, page.term) == (
        "page-coast",
        "The coast",
        "actors/coast.md",
        None,
        None,
    )
    assert page.text == "A small state between two seas, which the sample names once."
    assert (own.key, own.title, own.term, own.path) == ("seas", "two seas", paged.term_by_id["seas"], "")


def test_a_person_is_a_section_of_the_page(paged):
    """Each person leads to their own section; the page of several people has no words of its own."""
    found = marked("Mr. Bo, Ana and a meeting", paged)
    assert [(one.key, one.title, one.path, one.section) for one in found] == [
        ("page-people-bo", "Bo", "actors/people.md", "bo"),
        ("page-people-ana", "Ana", "actors/people.md", "ana"),
    ]


def test_only_background_pages_are_targets(paged):
    """A page without a kind is about nothing that the text names."""
    assert [one.key for one in marked("On Monday", paged)] == ["day"]
    assert "page-about" not in terms.targets(paged)[1]


def test_every_wording_has_its_target(paged):
    """Each pair leads to a target, and keys of pages are unlike those of terms."""
    pairs, found = terms.targets(paged)
    assert {key for _, key in pairs} <= found.keys()
    assert set(found) == {"page-coast", "page-shore", "page-people-ana", "page-people-bo", "seas", "day"}
    assert all(found[key].key == key for key in found)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shore and shore", [(0, 5), (10, 15)]),
        ("offshore, shore-line, SHORE", []),
        ("the shore’s edge", [(4, 9)]),
        ("allies and partners of the shore", [(0, 19), (27, 32)]),
        ("", []),
    ],
)
def test_a_subject_is_named_by_whole_words(paged, text, places):
    """The places of all forms, in order; only the case of the first letter may differ."""
    assert terms.named(text, paged.page_by_key["shore"].front) == places


def test_a_subject_without_forms_is_named_nowhere(a_page):
    """No form, no place, and no machine form is taken for one."""
    assert terms.named("Anna and anything", a_page("x.md", kind="state", machine_forms=["Anna"]).front) == []


def test_the_page_of_a_term_shares_a_wording(paged):
    """A term whose wording or form names a page, a section of one, or nothing."""
    assert terms.page_of(term("x", "Allies and partners"), paged).key == "page-shore"
    assert terms.page_of(term("x", "shores", "shore"), paged).path == "actors/shore.md"
    assert terms.page_of(term("x", "Bo"), paged).section == "bo"
    assert terms.page_of(term("x", "partners"), paged) is None
    assert terms.page_of(term("x", "Monday"), paged) is None


def test_splitting_takes_the_first_of_each_key():
    """The first place of a key is marked, the rest stays plain, and what was seen is not marked at all."""
    places = [(0, 1, "a"), (2, 3, "b"), (4, 5, "a"), (6, 7, "c")]
    assert terms.split("a b a c", iter(places), frozenset({"c"})) == [
        ("a", "a"),
        (" ", None),
        ("b", "b"),
        (" a c", None),
    ]
    assert terms.split("", iter(()), set()) == []


def test_a_text_leads_to_pages_and_terms_on_read(paged):
    """A word of a page is marked once under a subheading, with the key of the page."""
    from edition.views import text

    keys = [
        key
        for paragraph in text.paragraphs(paged, 1, 3)
        for item in paragraph["segments"]
        for run in item["runs"]
        for _, key in run["stretches"]
        if key
    ]
    assert keys == ["day", "page-shore", "page-coast"]
