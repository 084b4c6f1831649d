"""The machinery of background pages: fact box, the sentences that name the subject, index tables, hostile records."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.blocks import expand
from edition.notation import Text
from edition.views import background as view
from edition.views.block import BlockError

COAST = "actors/coast.md"
HOSTILE = '<script>x</script> [a](b) *c* _d_ `e` {: #f } &amp; "g" | \\ ]]>'


@pytest.fixture
def shown(as_shown):
    """Give a function that shows a block as it stands on a page."""
    return lambda block, page, edition: as_shown(page, edition, block)


def words(node):
    """Give the words of an element, with single spaces."""
    return " ".join(node.text_content().split())


def rows(box):
    """Give the rows of a fact box as {label: words}."""
    return {words(row.find("dt")): words(row.find("dd")) for row in box.xpath(".//dl/div")}


def changed(edition, **front):
    """Give the edition with other front matter on the page about the coast."""
    pages = tuple(
        replace(page, front=type(page.front)(**{**page.front.model_dump(), **front})) if page.path == COAST else page
        for page in edition.pages
    )
    return replace(edition, pages=pages)


def test_the_fact_box_is_complete(sample, shown):
    """Kind, names, facts with their sources, counts with their links, and the day of review each have a row."""
    box = shown("facts", COAST, sample)
    assert rows(box) == {
        "Kind": "State",
        "Chinese": "两海岸 · 兩海岸 · liǎng hǎi’àn",
        "Seat of the government": "Harbor Town, since 1998 (Office of the Coast 2022)",
        "Alliance": "Union of the Two Seas (Strand 2021; Coastpedia, n.d.)",
        "In the article": "2 sentences",
        "Timeline": "3 events",
        "See also": "Timeline",
        "This page": "2 minutes to read; reviewed 20 October 2023",
    }
    links = [link.get("href") for link in box.iter("a")]
    assert links == [
        "#coast-plan-2022",
        "#strand-2021",
        "#coastpedia-coast",
        "#in-the-article",
        "../timeline.md#show-coast",
        "../timeline.md",
    ]
    assert [(one.get("lang"), one.text) for one in box.xpath(".//span[@lang]")] == [
        ("zh-Hans", "两海岸"),
        ("zh-Hant", "兩海岸"),
        ("zh-Latn-pinyin", "liǎng hǎi’àn"),
    ]


def test_only_its_own_events_are_counted(sample, an_event, shown):
    """An event that does not concern the page adds nothing, and one is said in the singular."""
    events = (an_event("own", "2022", pages=("coast", "home")), an_event("other", "2022", pages=("home",)))
    assert rows(shown("facts", COAST, replace(sample, events=events)))["Timeline"] == "1 event"


def test_what_is_not_there_has_no_row(sample, shown):
    """Without names, facts, events, mentions and other pages the box says so or says nothing."""
    nothing = {"names": None, "facts": (), "article_forms": (), "machine_forms": (), "see_also": ()}
    bare = replace(changed(sample, **nothing), events=())
    assert rows(shown("facts", COAST, bare)) == {
        "Kind": "State",
        "In the article": "not named",
        "This page": "2 minutes to read; reviewed 20 October 2023",
    }


def test_one_name_in_both_scripts_is_shown_once(sample, shown):
    """Where simplified and traditional characters are the same, the box has them once."""
    same = changed(sample, names={"zh_hans": "海岸", "zh_hant": "海岸", "pinyin": "hǎi’àn"})
    assert rows(shown("facts", COAST, same))["Chinese"] == "海岸 · hǎi’àn"


def test_members_are_listed_with_their_dates(sample, shown):
    """A member is a page or a name, with as much of its dates as is known; each source is named once."""
    members = (
        {"page": "home", "since": "1998-05", "source": "strand-2021"},
        {"name": "The islands", "since": "2001", "until": "2003-02-01", "source": "strand-2021"},
        {"name": "The *reef*", "source": "coast-plan-2022"},
        {"name": "The bay", "until": "1999", "source": "strand-2021"},
    )
    box = shown("facts", COAST, changed(sample, members=members))
    assert rows(box)["Members"] == (
        "4 named here: Home (May 1998), The islands (2001 to 1 February 2003), The *reef*, The bay (? to 1999) "
        "(Strand 2021; Office of the Coast 2022)"
    )
    assert "../index.md" in [link.get("href") for link in box.iter("a")]


def test_the_machines_form_is_shown_where_the_name_was_lost(sample, shown):
    """Sentences stand in the order of the text; one without a name says so, and has the machine's words as they are."""
    box = shown("in-article", COAST, sample)
    items = box.xpath(".//ul[@class='mentions']/li")
    assert [words(item) for item in items] == [
        "¶2, sentence 1: … and partners of two seas and of the coasts … Compare",
        "¶2, sentence 2: the corrected text has no name here. The machine wrote go -there. Compare",
    ]
    assert [item.find(".//b").text for item in items[:1]] == ["two seas"]
    assert [[link.get("href") for link in item.iter("a")] for item in items] == [
        ["../article/index.md#p02s01", "../article/compare.md#p02s01"],
        ["../article/index.md#p02s02", "../article/compare.md#p02s02"],
    ]
    (garbled,) = box.xpath(".//q[@class='machine-words']")
    assert (garbled.text, garbled.get("translate")) == ("go -there", "no")


def test_every_mention_is_found(sample, a_page):
    """A sentence counts once for name and garbled form; headings count; the first name of a sentence is quoted."""
    subject = a_page(
        "x.md", kind="idea", article_forms=["coasts", "seas", "subheading"], machine_forms=["meet", "go"]
    ).front
    found = view.mentions(subject, sample)
    assert [(one.segment.id, one.words and one.words[1], one.machine) for one in found] == [
        ("p02s01", "seas", ("meet",)),
        ("p02s02", None, ("go",)),
        ("p03s01", "subheading", ()),
    ]
    assert view.mentions(a_page("x.md", kind="idea").front, sample) == []


def test_several_people_have_a_list_each(sample, a_page, with_pages, shown):
    """On a page of people each has a heading that leads to their section; one who is not named is said not to be."""
    people = [
        {"id": "ana", "title": "Ana *Bay*", "article_forms": ["partners"]},
        {"id": "bo", "title": "Bo", "article_forms": ["nobody"]},
    ]
    edition = with_pages(sample, a_page("actors/people.md", kind="people", people=people, reviewed="2023-10-01"))
    box = shown("in-article", "actors/people.md", edition)
    headings = box.xpath(".//h3")
    assert [(one.get("id"), words(one)) for one in headings] == [
        ("in-the-article-ana", "Ana *Bay*"),
        ("in-the-article-bo", "Bo"),
    ]
    assert [one.find("a").get("href") for one in headings] == ["#ana", "#bo"]
    assert len(box.xpath(".//ul[@class='mentions']/li")) == 1
    assert words(box.xpath(".//p[@class='not-named']")[0]) == "The article does not name Bo."
    assert rows(shown("facts", "actors/people.md", edition))["In the article"] == "1 sentence"


@pytest.mark.parametrize(
    ("text", "name", "quoted"),
    [
        ("one two NAME three four five", "NAME", ("… two ", "NAME", " three …")),
        ("NAME one two three four five", "NAME", ("", "NAME", " one two …")),
        ("one two three four five NAME", "NAME", ("… five ", "NAME", "")),
        ("A NAME", "NAME", ("… ", "NAME", "")),
        ("NAME", "NAME", ("", "NAME", "")),
        ("the NAME’s pivot to two far seas", "NAME", ("the ", "NAME", "’s pivot …")),
        ("one two “NAME”, three four five", "NAME", ("… “", "NAME", "”, three four …")),
    ],
)
def test_snippets_by_hand(text, name, quoted):
    """A few words stand before the name, more after it, and what is cut is shown as cut."""
    start = text.index(name)
    assert view.snippet(text, start, start + len(name)) == quoted


LONG = "The two seas’ ministers, “allies” of the far-off coast (and no one else), met on Monday; they will […] not go there again."


@given(st.data())
def test_snippets_are_short(sample, data):
    """Around any run of words: at most twelve words, never more than half of the sentence unless the name is more."""
    text = data.draw(st.sampled_from([*(one.corrected for one in sample.segments), LONG, f"{LONG} {LONG}", "x", "x y"]))
    found = [match.span() for match in re.finditer(r"[\w-]+", text)]
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    start, end = found[first][0], found[last][1]
    before, name, after = view.snippet(text, start, end)
    assert name == text[start:end]
    before, after = before.removeprefix("… "), after.removesuffix(" …")
    quoted = before + name + after
    assert text[start - len(before) : end + len(after)] == quoted
    bound = min(view.SNIPPET_WORDS, max(1, len(text.split()) // 2))
    assert len(quoted.split()) <= max(bound, len(name.split()))


def test_what_is_cut_is_shown_as_cut(sample):
    """An ellipsis stands exactly where words are left out."""
    for segment in sample.segments:
        for match in re.finditer(r"[\w-]+", segment.corrected):
            before, name, after = view.snippet(segment.corrected, *match.span())
            assert before.startswith("… ") == (not segment.corrected.startswith(before + name))
            assert after.endswith(" …") == (not segment.corrected.endswith(name + after))


def test_the_index_has_a_group_a_kind(sample, a_page, with_pages, shown):
    """Groups stand in one order, pages from A to Z, each with description, minutes and the number of its sentences."""
    edition = with_pages(
        sample,
        a_page("actors/zoo.md", "word " * 600, kind="territory", title="zoo"),
        a_page("actors/union.md", kind="body", title="Union", article_forms=["two seas", "subheading"]),
        a_page("actors/fleet.md", kind="organization", title="Fleet"),
        a_page("actors/plain.md", title="Plain"),
        a_page("ideas/tide.md", kind="idea", title="Tide"),
    )
    tree = shown("index actors", "actors/index.md", edition)
    assert [(one.get("id"), words(one)) for one in tree.xpath(".//h2")] == [
        ("states-and-territories", "States and territories"),
        ("organizations", "Organizations"),
        ("bodies-and-institutions", "Bodies and institutions"),
    ]
    tables = [[[words(cell) for cell in row] for row in table.xpath("./tbody/tr")] for table in tree.xpath(".//table")]
    assert tables == [
        [
            ["The coast 两海岸", "A small state between two seas, which the sample names once. 2 min.", "2 sentences"],
            ["zoo", "A page. 3 min.", "not named"],
        ],
        [["Fleet", "A page. 1 min.", "not named"]],
        [["Union", "A page. 1 min.", "1 sentence, 1 heading"]],
    ]
    links = [link.get("href") for link in tree.iter("a")]
    assert links == ["coast.md", "zoo.md", "fleet.md", "union.md"]
    found = view.index(edition, ["actors"], "actors/index.md")
    assert found["total"] == sum(len(group["rows"]) for group in found["groups"]) == 4


def test_every_kind_has_a_word_and_a_group():
    """The kinds of the model are those that the views name."""
    from typing import get_args

    from edition.model.background import PageKind

    assert set(view.KINDS) == set(get_args(PageKind))


@pytest.mark.parametrize(
    ("block", "args", "path", "says"),
    [
        ("facts", [], "index.md", "background page"),
        ("in-article", [], "index.md", "background page"),
        ("facts", [], "nowhere.md", "background page"),
        ("facts", ["x"], COAST, "no arguments"),
        ("in-article", ["x"], COAST, "no arguments"),
        ("index", [], "actors/index.md", "name of a folder"),
        ("index", ["actors", "article"], "actors/index.md", "name of a folder"),
        ("index", ["article"], "actors/index.md", "name of a folder"),
        ("index", ["act"], "actors/index.md", "name of a folder"),
    ],
)
def test_blocks_refuse_what_they_cannot_show(sample, block, args, path, says):
    """A page without a kind, an argument too many, and a folder without background pages are each refused in words."""
    with pytest.raises(BlockError, match=says):
        view.BLOCKS[block](sample, args, path)
    line = " ".join([f"<!-- edition:{block}", *args, "-->"])
    assert [issue.code for issue in expand(line, path, sample)[1]] == ["B002"]


def test_hostile_records_come_out_as_text(sample, shown):
    """Whatever title, fact, form, member or source holds: it is read letter for letter, and makes no element."""
    sources = (*sample.sources[:1], sample.sources[1].model_copy(update={"publisher": HOSTILE, "author": ()}))
    segment = replace(sample.by_id["p02s01"], pieces=(Text(f"Here is NAME {HOSTILE} and so on, and on, and on"),))
    edition = changed(
        replace(
            sample,
            sources=(*sources, *sample.sources[2:]),
            segments=tuple(segment if one.id == segment.id else one for one in sample.segments),
        ),
        title=HOSTILE,
        description=HOSTILE,
        facts=({"label": HOSTILE, "value": HOSTILE, "sources": ("strand-2021",)},),
        members=({"name": HOSTILE, "source": "strand-2021"},),
        article_forms=("NAME",),
        machine_forms=(HOSTILE, "go -there"),
    )
    flat = " ".join(HOSTILE.split())
    facts, mentions, index = (
        shown(block, path, edition)
        for block, path in (("facts", COAST), ("in-article", COAST), ("index actors", "actors/index.md"))
    )
    row = rows(facts)[flat]
    assert row.startswith(f"{flat} (")
    assert rows(facts)["Members"].startswith(f"1 named here: {flat} (")
    (garbled, lost) = mentions.xpath(".//q[@class='machine-words']")
    assert (garbled.text_content(), lost.text_content()) == (HOSTILE, "go -there")
    cells = [words(cell) for cell in index.xpath(".//tbody/tr/*")]
    assert cells[0].startswith(flat)
    assert cells[1].startswith(flat)
    for tree in (facts, mentions, index):
        assert not tree.xpath(".//script | .//em | .//code | .//*[@id='f'] | .//a[@href='b']")
