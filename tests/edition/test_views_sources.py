"""The lists of sources: robust links, languages, evidence, facets, and the pages that cite each."""

from collections import Counter
from dataclasses import replace

import pytest

from edition.views import sources as view
from edition.views.block import BlockError

COAST = "actors/coast.md"
HOSTILE = "<script>x</script> [a](b) *c* _d_ `e` {: #f } &amp; g | \\ ]]>"


@pytest.fixture
def listed(as_shown):
    """Give a function that shows the list of a page, or of all sources, as it stands there."""
    return lambda edition, page="sources.md", block="all-sources": as_shown(page, edition, block)


def words(node):
    """Give the words of an element, with single spaces."""
    return " ".join(node.text_content().split())


def on_coast(edition, a_page, *sources):
    """Give the edition with these sources alone, all cited on a page that lists them."""
    body = "\n\n".join([*(f"[](source:{source.id})" for source in sources), "<!-- edition:sources -->"])
    page = a_page("x.md", body)
    return replace(edition, sources=sources, pages=(page,), events=())


def test_a_page_lists_its_sources(sample, listed):
    """Each source that the page cites has one entry with its id, sorted as a bibliography is."""
    tree = listed(sample, COAST, "sources")
    assert [item.get("id") for item in tree.xpath(".//li")] == [
        "coastpedia-coast",
        "coast-plan-2022",
        "sample-daily-2023",
        "strand-2021",
        "tide-times-2023",
    ]
    assert words(tree.get_element_by_id("strand-2021")) == (
        "Strand, Mary Ann. 2021. “How the Coast Joined Its Neighbors.” Journal of the Two Seas 12 (3): 45–67. "
        "example.org/journal/strand?volume=12&issue=3."
        "Secondary source. The abstract and the conclusion were read. Looked at on 2 October 2023; not archived yet."
    )


def test_links_are_robust(sample, listed):
    """An entry links the address itself, with the day on which it was seen and, where one was seen, an archived copy."""
    tree = listed(sample, COAST, "sources")
    for source in sample.sources:
        item = tree.get_element_by_id(source.id)
        link = item.xpath(".//a[@data-versiondate]")[0]
        assert link.get("data-originalurl", link.get("href")) == source.url
        assert link.get("href") == source.url
        assert link.get("data-versiondate") == source.seen_on
        assert link.get("data-versionurl") == source.archive
        assert (link.text in source.url, link.text.startswith("http")) == (True, False)
        archived = [one.get("href") for one in item.iter("a") if one.text == "Archived copy"]
        assert archived == ([source.archive] if source.archive else [])
        assert ("not archived yet" in words(item)) is (source.archive is None)
    assert sum(source.archive is not None for source in sample.sources) == 1


def test_a_source_without_an_address_has_no_link(sample, a_page, a_source, listed):
    """A printed source is listed with nothing to click, and its day of access says when it was looked at."""
    edition = on_coast(sample, a_page, a_source("print", type="book", url=None, date="2020"))
    for tree in (listed(edition, "x.md", "sources"), listed(edition)):
        item = tree.get_element_by_id("print")
        assert not item.xpath(".//a[@data-versiondate]")
        assert words(item).startswith("Office of the Coast. 2020. A Title.")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh-Hans", "海岸与两片海"),
        ("zh-Hant", "海岸：《兩海》"),
        ("ja", "海岸の国"),
        ("ko", "바다의 나라"),
        ("de", "Die Küste"),
    ],
)
def test_titles_in_other_languages_are_marked(sample, a_page, a_source, listed, language, title):
    """A title that is not English stands whole in one element with its language; the list says the language in words."""
    edition = on_coast(sample, a_page, a_source("one", title=title, language=language, date="2020"), a_source("two"))
    for tree in (listed(edition, "x.md", "sources"), listed(edition)):
        (marked,) = tree.xpath(".//*[@lang]")
        assert (marked.get("lang"), marked.text_content()) == (language, title)
        assert f"In {view.LANGUAGES[language]}." in words(tree.get_element_by_id("one"))
        assert "In English." not in words(tree.get_element_by_id("two"))


def test_a_chinese_title_with_quotation_marks_is_marked_whole(sample, a_page, a_source, listed):
    """Quotation marks inside a Chinese title belong to it and to its language."""
    title = "海岸与“两海”"
    edition = on_coast(sample, a_page, a_source("one", title=title, language="zh-Hans", date="2020"))
    (marked,) = listed(edition, "x.md", "sources").xpath(".//*[@lang]")
    assert marked.text_content() == title


def test_labels_and_weakness_are_said(sample, listed):
    """What a source is, where it stands and what keeps it below the floor are told in words."""
    tree = listed(sample, COAST, "sources")
    said = {item.get("id"): words(item) for item in tree.xpath(".//li")}
    assert "Primary source. Read whole." in said["coast-plan-2022"]
    assert "Secondary source; partisan. Close to the opposition of the coast." in said["sample-daily-2023"]
    assert "Secondary source; state media. In Chinese (simplified characters)." in said["tide-times-2023"]
    assert "Secondary source; encyclopedia, never cited alone." in said["coastpedia-coast"]


def test_all_sources_are_listed_once(sample, listed):
    """The page of all sources has every record under its id, and says how many there are, and how many are archived."""
    tree = listed(sample)
    assert sorted(item.get("id") for item in tree.xpath(".//li[@data-values]")) == sorted(sample.source_by_id)
    assert words(tree.xpath("./p")[0]) == (
        "5 sources from 5 publishers. 1 of them has an archived copy on record; the others are not archived yet."
    )


def test_back_references_lead_to_the_entry(sample, listed):
    """Every source names the pages that cite it; where a page lists it, the link leads to its entry there."""
    tree = listed(sample)
    links = {
        item.get("id"): [link.get("href") for link in item.iter("a") if ".md" in link.get("href")]
        for item in tree.xpath(".//li[@data-values]")
    }
    assert links == {
        "coast-plan-2022": ["actors/coast.md#coast-plan-2022", "timeline.md"],
        "strand-2021": ["actors/coast.md#strand-2021", "timeline.md"],
        "sample-daily-2023": ["actors/coast.md#sample-daily-2023"],
        "tide-times-2023": ["actors/coast.md#tide-times-2023", "timeline.md"],
        "coastpedia-coast": ["actors/coast.md#coastpedia-coast", "timeline.md"],
    }
    for key, found in links.items():
        for link in found:
            page, _, fragment = link.partition("#")
            if fragment:
                assert fragment == key
                assert listed(sample, page, "sources").get_element_by_id(fragment) is not None


def test_what_a_page_lists_is_told_briefly(sample, listed):
    """In the list of all sources such an entry ends before its address; what was read in part is told on that page."""
    said = {item.get("id"): words(item) for item in listed(sample).xpath(".//li[@data-values]")}
    assert said["sample-daily-2023"] == (
        "The Sample Daily. 2023. “Ministers of the Coast Leave Early.” August 20. "
        "Secondary source; partisan. Read whole. On The coast."
    )
    assert "Read" not in said["strand-2021"]
    assert not listed(sample).xpath(".//a[@data-versiondate]")


def test_what_no_page_lists_is_told_in_full(sample, an_event, a_page, listed):
    """A source that only the timeline cites has its address and its evidence in the list of all sources."""
    timeline = a_page("timeline.md", "<!-- edition:timeline -->")
    edition = replace(sample, pages=(timeline,), events=(an_event("x", "2022", sources=("strand-2021",)),))
    tree = listed(edition)
    item = tree.get_element_by_id("strand-2021")
    assert [link.get("href") for link in item.iter("a")] == [
        "https://example.org/journal/strand?volume=12&issue=3",
        "timeline.md",
    ]
    assert "The abstract and the conclusion were read." in words(item)
    assert words(tree.get_element_by_id("sample-daily-2023")).endswith("On no page.")


def test_every_facet_counts_to_the_total(sample, a_source):
    """Each facet counts every source once, and offers no value that none has."""
    found = view.all_sources(
        replace(sample, sources=(*sample.sources, a_source("more", label="advocacy", language="uk")))
    )
    assert [facet["key"] for facet in found["facets"]] == ["kind", "label", "extent", "floor", "language"]
    for facet in found["facets"]:
        counts = [option["count"] for option in facet["options"]]
        assert sum(counts) == found["total"] == 6
        assert all(counts)
    counts = [{option["value"]: option["count"] for option in facet["options"]} for facet in found["facets"]]
    assert counts == [
        {"primary": 1, "secondary": 5},
        {"state-media": 1, "partisan": 1, "advocacy": 1, "unlabeled": 3},
        {"whole": 3, "part": 3},
        {"alone": 5, "support": 1},
        {"en": 4, "zh-hans": 1, "uk": 1},
    ]


def test_items_have_the_values_that_are_counted(sample):
    """What an item is filtered by is what the facets count."""
    found = view.all_sources(sample)
    counted = Counter(value for item in found["entries"] for value in item["values"])
    assert counted == {option["value"]: option["count"] for facet in found["facets"] for option in facet["options"]}


def test_facets_know_every_value_of_the_model():
    """A label or language that the model allows has its words here."""
    from typing import get_args

    from edition.model.background import Language, Source

    labels = [value for value in get_args(Source.model_fields["label"].annotation) if value is not type(None)]
    known = {value for key, _, options in view.FACETS if key == "label" for value, _ in options}
    allowed = {value.replace(" ", "-") for literal in labels for value in get_args(literal)}
    assert known == {*allowed, "unlabeled"}
    assert set(view.LANGUAGES) == set(get_args(Language))


def test_an_edition_without_sources_says_so(sample, a_page, listed):
    """Both lists stand without a source."""
    bare = replace(sample, sources=(), events=(), pages=(a_page("x.md", "<!-- edition:sources -->"),))
    assert words(listed(bare, "x.md", "sources")) == "This page cites no source."
    assert listed(bare).get_element_by_id("show-all").text == "Show all 0"


@pytest.mark.parametrize("block", ["sources", "all-sources"])
def test_blocks_take_no_arguments(sample, block):
    """An argument is refused."""
    with pytest.raises(BlockError, match="no arguments"):
        view.BLOCKS[block](sample, ["x"], COAST)


@pytest.mark.parametrize(("page", "block"), [("x.md", "sources"), ("sources.md", "all-sources")])
def test_hostile_sources_come_out_as_text(sample, a_page, a_source, listed, page, block):
    """Whatever a source holds is read letter for letter, and makes no element."""
    fields = {"publisher": HOSTILE, "evidence": HOSTILE, "stance": f"x {HOSTILE}", "title": f"x {HOSTILE} y"}
    source = a_source("one", url="https://example.org/_a_/*b*?c=<d>&e=`f`", date="2020", **fields)
    item = listed(on_coast(sample, a_page, source), page, block).get_element_by_id("one")
    assert words(item).startswith(f"{HOSTILE}. 2020. “")
    assert not item.xpath(".//script | .//em | .//code | .//*[@id='f'] | .//a[@href='b']")


def test_hostile_sources_that_no_page_lists_come_out_as_text(sample, a_source, listed):
    """In the list of all sources, evidence and address are text too where they are told in full."""
    url = "https://example.org/_a_/*b*?c=<d>&e=`f`"
    fields = {"publisher": HOSTILE, "evidence": HOSTILE, "stance": f"x {HOSTILE}", "title": f"x {HOSTILE} y"}
    source = a_source("one", url=url, date="2020", **fields)
    item = listed(replace(sample, sources=(source,), events=())).get_element_by_id("one")
    assert words(item).startswith(f"{HOSTILE}. 2020. “")
    assert f" X {HOSTILE}. {HOSTILE} Looked at on" in words(item)
    assert [(link.get("href"), link.text_content()) for link in item.iter("a")] == [(url, url.removeprefix("https://"))]
    assert not item.xpath(".//script | .//em | .//code | .//*[@id='f']")
