"""Glossary, concordance and sources: what is computed for them, and what their blocks write."""

import re
from dataclasses import replace

import pytest
from lxml import html

from edition.blocks import expand
from edition.model import Concordance, Page, Quotation, Source, Term
from edition.prose import HAN
from edition.views import glossary
from edition.views import sources as view

HOSTILE = '<script>alert(1)</script>&amp;"*_['


@pytest.fixture
def glossed(sample):
    """Give the sample edition with a term, an entry of the concordance, and the source that both cite."""
    source = Source(
        id="sample-2022",
        type="article-newspaper",
        title=HOSTILE,
        author=({"en": "A. Writer", "zh_hans": "某人"}, {"en": "B. Writer"}),
        publisher="The Sample Daily",
        date="2022-03-04",
        url="https://example.org/a?b=c&d=e",
        seen_on="2023-01-02",
        language="en",
        primary=True,
        extent="whole",
        evidence="Read whole.",
    )
    term = Term(
        id="allies",
        en="allies and partners",
        zh_hans="盟伴",
        seen=True,
        definition=f"A subheading {HOSTILE}.",
        machine=("Union companions",),
        sources=("sample-2022",),
    )
    other = Term(id="heading", en="subheading", seen=False, definition="A line.")
    quotation = Quotation(source="sample-2022", text="盟伴", language="zh-Hans", caveat=HOSTILE)
    entry = Concordance(
        id="meeting",
        phrase="a meeting",
        segments=("p02s01",),
        corrections=("c-meeting",),
        quotations=(quotation,),
        effect="It stays.",
    )
    return replace(sample, sources=(source,), terms=(term, other), concordance=(entry,))


def with_page(edition, body):
    """Give the edition with one more page, ``x.md``."""
    return replace(edition, pages=(*edition.pages, Page("x.md", edition.page_by_key["home"].front, body, 4)))


def test_occurrences_are_computed(glossed):
    """A term knows the sentences in which it stands, and no others."""
    found = {key: [one.id for one in places] for key, places in glossary.occurrences(glossed).items()}
    assert found == {"allies": ["p02s01"], "heading": ["p03s01"]}


def test_every_term_says_where_it_stands(edition):
    """Each term of the real glossary stands in the text, or a page links to it; there are at least sixty."""
    places, pages = glossary.occurrences(edition), glossary.linking(edition)
    assert [term.id for term in edition.terms if not places[term.id] and not pages[term.id]] == []
    assert len(edition.terms) >= 60


def test_a_term_of_the_pages_alone_says_where_it_is_used(sample, converter):
    """A term that the article does not use names the pages that link to it."""
    term = Term(id="pier", en="pier", seen=False, definition="It stands in the sea.")
    home = next(page for page in sample.pages if page.key == "home")
    linked = replace(home, body=f"{home.body}\nA [pier](term:pier).\n")
    pages = tuple(linked if page is home else page for page in sample.pages)
    source, issues = expand("<!-- edition:glossary -->", "glossary.md", replace(sample, terms=(term,), pages=pages))
    assert not issues
    shown = html.fragment_fromstring(converter.reset().convert(source), create_parent="article")
    note = next(one for one in shown.iter("p") if (one.text or "").startswith("Used on"))
    assert [(link.get("href"), link.text) for link in note.iter("a")] == [("index.md", linked.front.title)]


def test_pinyin_is_found_without_its_tones():
    """Tone marks go, the dots of ü and the apostrophe stay."""
    assert glossary.toneless("Yà-Tài zhuǎnxiàng") == "Ya-Tai zhuanxiang"
    assert glossary.toneless("zhànlüè nǚ bù’ān") == "zhanlüe nü bu’an"


def test_terms_stand_from_a_to_z(edition):
    """Capital letters do not come first."""
    names = [term.en.casefold() for term in glossary.in_order(edition)]
    assert names == sorted(names)


def test_the_glossary_links_and_escapes(glossed):
    """An entry has its id, its Chinese in its language, links to sentences and to other terms, and no foreign markup."""
    text, issues = expand("<!-- edition:glossary -->", "glossary.md", glossed)
    assert not issues
    assert "## Allies and partners { #allies .term-name }" in text
    assert '<span lang="zh-Hans" translate="no">盟伴</span>' in text
    assert "(article/index.md#p02s01)" in text
    assert '<a class="term" href="#heading">subheading</a>' in text
    assert '<a href="#sample-2022">A. Writer, 4 March 2022</a>' in text
    assert "<script>" not in text


def test_the_concordance_marks_chinese_and_escapes(glossed):
    """A quotation carries its language and its caveat, and leads to sentence, correction and source."""
    text, issues = expand("<!-- edition:concordance -->", "article/concordance.md", glossed)
    assert not issues
    assert '<blockquote lang="zh-Hans" translate="no"><p>盟伴</p></blockquote>' in text
    assert "(index.md#p02s01)" in text
    assert "(corrections.md#c-meeting)" in text
    assert 'href="#sample-2022"' in text
    assert "<script>" not in text


def test_a_page_lists_what_it_cites_and_no_more(glossed):
    """Links of its own, records that its blocks show; each source once, under its id, whole."""
    extra = glossed.sources[0].model_copy(update={"id": "other-2021", "author": ()})
    edition = replace(glossed, sources=(*glossed.sources, extra))
    here = with_page(edition, "[a](source:sample-2022) [b](source:sample-2022)\n\n<!-- edition:sources -->")
    assert [one.id for one in view.cited(here.pages[-1], here)] == ["sample-2022"]
    shown = with_page(edition, "<!-- edition:glossary -->")
    assert [one.id for one in view.cited(shown.pages[-1], shown)] == ["sample-2022"]
    tree = html.fragment_fromstring(expand("<!-- edition:sources -->", "x.md", here)[0], create_parent="div")
    (entry,) = tree.xpath(".//li")
    assert entry.get("id") == "sample-2022"
    words = entry.text_content()
    assert words.startswith("A. Writer, and B. Writer. 2022. “")
    assert "<script>alert(1)</script>" in words.casefold()
    assert not entry.xpath(".//script")
    assert [one.text for one in entry.iter("cite")] == ["The Sample Daily"]
    assert [(one.get("datetime"), one.text) for one in entry.iter("time")] == [("2023-01-02", "2 January 2023")]
    assert [one.get("href") for one in entry.iter("a")] == ["https://example.org/a?b=c&d=e"]


def test_a_page_that_cites_nothing_says_so(glossed):
    """The block stands without sources too."""
    here = with_page(glossed, "<!-- edition:sources -->")
    assert "This page cites no source." in expand("<!-- edition:sources -->", "x.md", here)[0]


def test_code_cites_nothing(glossed):
    """A link in fenced code is no citation."""
    here = with_page(glossed, "```\n[a](source:sample-2022)\n```")
    assert view.cited(here.pages[-1], here) == []


def test_quotations_of_the_real_concordance_have_a_source_of_the_author(edition):
    """Controls are the author's own work, and no quotation is cited from a source that says nothing of what was read."""
    for entry in edition.concordance:
        assert entry.quotations
        for quotation in entry.quotations:
            source = edition.source_by_id[quotation.source]
            assert source.id == "pacific-journal-note-2023" or source.author[0].en == "Sun Chenghao"
            assert re.search(r"\bread\b", source.evidence)


def test_chinese_of_sources_is_marked(edition):
    """A title in Chinese says so, fields that are printed as English hold none, and a Chinese source has its own title.

    A title in brackets is our description of a source whose title was not shown.
    """
    for source in edition.sources:
        plain = " ".join(filter(None, (source.publisher, source.container, source.stance, source.evidence)))
        assert not HAN.search(plain), source.id
        if HAN.search(source.title):
            assert source.language[:2] in ("zh", "ja", "ko"), source.id
        elif source.language.startswith("zh"):
            assert source.title.startswith("["), source.id


def test_a_term_leads_to_the_page_about_it(glossed, a_page, with_pages):
    """Where a background page is about what a term means, the entry links the page, or the section of it."""
    people = [{"id": "ana", "title": "Ana & *Co*", "article_forms": ["Allies and partners"]}]
    edition = with_pages(glossed, a_page("actors/people.md", kind="people", people=people))
    text = expand("<!-- edition:glossary -->", "glossary.md", edition)[0]
    assert text.count("Background: [") == 1
    assert "Background: [Ana &amp; &#42;Co&#42;](actors/people.md#ana)." in text
