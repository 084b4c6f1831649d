"""Who cites what: links, front matter, and the records that blocks show; in one order everywhere."""

from dataclasses import replace

import pytest

from edition import citations, cited
from edition.model import Concordance, Quotation, Scoring, Term
from edition.views import BLOCKS


def ids(records):
    """Give the ids of records."""
    return [record.id for record in records]


@pytest.fixture
def sourced(sample, a_source):
    """Give the sample with four more sources, a to d, which nothing cites."""
    more = tuple(a_source(key, publisher=key.upper()) for key in "abcd")
    return replace(sample, sources=(*sample.sources, *more))


def test_a_page_cites_through_its_text(sourced, a_page):
    """Links with and without words cite; code does not, and a source that does not exist is left out."""
    page = a_page("x.md", "[](source:b)[words](source:a)\n```\n[](source:c)\n```\n[](source:nothing)\n\n[](source:b)")
    assert ids(cited.cited(page, sourced)) == ["a", "b"]


def test_a_page_cites_through_its_front_matter(sourced, a_page):
    """Facts and members cite what they name."""
    facts = [{"label": "Seat", "value": "Here", "sources": ["b", "a"]}]
    members = [{"name": "Someone", "source": "c"}]
    page = a_page("x.md", kind="body", facts=facts, members=members)
    assert ids(cited.cited(page, sourced)) == ["a", "b", "c"]


def shown_by_blocks(edition):
    """Give an edition in which a parallel, a term, a quotation and the score each cite one source, in this order."""
    correction = edition.corrections[0]
    parallels = ({"text": "It is so elsewhere.", "source": "a"},)
    authored = type(correction.authored)(**{**correction.authored.model_dump(), "parallels": parallels})
    weights = {"minor": 1, "major": 5, "critical": 10}
    scoring = Scoring(source="d", section="1", weights=weights, annotators="None.", caveat="None.")
    return replace(
        edition,
        corrections=(replace(correction, authored=authored), *edition.corrections[1:]),
        terms=(Term(id="coast", en="coasts", seen=False, definition="A shore.", sources=("b",)),),
        concordance=(
            Concordance(
                id="meeting",
                phrase="a meeting",
                segments=("p02s01",),
                quotations=(Quotation(source="c", text="a meeting", caveat="None."),),
                effect="None.",
            ),
        ),
        typology=edition.typology.model_copy(update={"scoring": scoring}),
    )


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("corrections", ["a"]),
        ("open-questions", []),
        ("glossary", ["b"]),
        ("concordance", ["c"]),
        ("score", ["d"]),
        ("segments", []),
        ("timeline", []),
    ],
)
def test_a_page_cites_what_its_blocks_show(sourced, a_page, block, found):
    """A block adds to the list what its records rest on; the parallel of a secure reading is no open question."""
    edition = shown_by_blocks(sourced)
    assert ids(cited.cited(a_page("x.md", f"<!-- edition:{block} -->"), edition)) == found


def test_open_questions_cite_their_parallels(sourced, a_page):
    """The parallel of a reading that is contested is listed where the open questions stand."""
    edition = shown_by_blocks(sourced)
    first = edition.corrections[0]
    contested = replace(first, authored=first.authored.model_copy(update={"reading": "contested"}))
    edition = replace(edition, corrections=(contested, *edition.corrections[1:]))
    assert ids(cited.cited(a_page("x.md", "<!-- edition:open-questions -->"), edition)) == ["a"]


def test_every_block_that_cites_exists():
    """No entry of the two tables is for a block that has another name by now."""
    assert cited.SHOWN.keys() | cited.LINKED.keys() <= BLOCKS.keys()


def test_blocks_are_lines_of_their_own(a_page):
    """A block in running text or in code is none."""
    body = "<!-- edition:facts -->\nx <!-- edition:index a -->\n```\n<!-- edition:timeline -->\n```\n<!-- edition:sources  -->"
    assert list(cited.blocks(a_page("x.md", body))) == ["facts"]
    assert not cited.lists_sources(a_page("x.md", body))
    assert cited.lists_sources(a_page("x.md", "<!-- edition:sources -->"))


def test_back_references_are_whole(sample):
    """Every source names the pages that list it, and the timeline; the pages stand in the order of their paths."""
    found = {key: [page.path for page in pages] for key, pages in cited.citing(sample).items()}
    both = ["actors/coast.md", "timeline.md"]
    assert found == {
        "coast-plan-2022": both,
        "strand-2021": both,
        "sample-daily-2023": ["actors/coast.md"],
        "tide-times-2023": both,
        "coastpedia-coast": both,
    }


def test_back_references_are_the_lists_turned_round(sample):
    """What a page lists names that page, and nothing but lists and the timeline is named."""
    back = cited.citing(sample)
    assert set(back) == set(sample.source_by_id)
    for page in sample.pages:
        linked = (
            {key for event in sample.events for key in event.sources} if "timeline" in cited.blocks(page) else set()
        )
        listed = set(ids(cited.cited(page, sample)))
        assert {key for key, pages in back.items() if page in pages} == listed | linked


def test_an_uncited_source_has_no_page(sourced):
    """What nobody cites is in the table, with an empty list."""
    assert cited.citing(sourced)["a"] == []


def test_the_article_of_a_name_does_not_sort(a_source):
    """“The Sample Daily” stands under S, whatever the case; then date, then id decide."""
    names = ("The sample daily", "Sample Daily", "theatre weekly", "Rivers")
    records = [a_source(f"s{number}", publisher=name) for number, name in enumerate(names)]
    records += [
        a_source("late", publisher="Rivers", date="2022-05"),
        a_source("early", publisher="Rivers", date="2021"),
    ]
    assert ids(sorted(records, key=cited.order)) == ["s3", "early", "late", "s0", "s1", "s2"]


# What a source can be sorted by; all are published by one body, which stands first only in some.
FIRST = {
    "body": {},
    "body with container": {"container": "Zebra News"},
    "unsigned newspaper": {"container": "Zebra News", "type": "article-newspaper"},
    "unsigned article": {"container": "Zebra News", "type": "article-journal"},
    "unsigned chapter": {"container": "Zebra News", "type": "chapter"},
    "western author": {"author": ({"en": "Abel Zander", "family": "Zander"},)},
    "family name first": {"author": ({"en": "Zander Abel", "family": "Zander"},)},
    "body as author": {"author": ({"en": "Zander Institute"},), "type": "report"},
    "treaty": {"title": "Zebra treaty", "type": "treaty"},
    "legislation": {"title": "Zebra act", "type": "legislation"},
}


@pytest.mark.parametrize("kind", FIRST)
def test_a_list_is_in_the_order_of_what_is_read(a_source, kind):
    """The name that a source is sorted by is the one that its entry begins with."""
    source = a_source("one", date="2022", publisher="Mint", **FIRST[kind])
    entry = "".join(text for text, _ in citations.formatted((source,))["one"].entry)
    assert entry.casefold().startswith(cited.order(source)[0])
