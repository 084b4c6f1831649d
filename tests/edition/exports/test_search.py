"""The search index: what is in it, under which names, and what stays out."""

import json
from dataclasses import replace

from edition import exports
from edition.exports import search
from edition.exports.withdrawal import RIGHTS
from edition.links.language import HAN
from edition.model import Term
from edition.views import BLOCKS

HOSTILE = "</script><!-- <b>\"x\"</b> 'y' \\ \u2028 \u2029 &amp; 中文 𠀀 */ ]]> `${1}`"

# Blocks that add nothing to the index, and why.
SILENT = {
    "argument": "what Claims holds",
    "claim-counts": "numbers",
    "coverage": "ids and numbers, and objectives as the pages have them",
    "question-files": "a table of files",
    "question-limits": "numbers, and what files lack",
    "quiz": "questions and answers, which no search may give away",
    "quiz-hub": "titles and descriptions of other pages",
    "self-check": "questions and answers, which no search may give away",
    "forecasts": "what Claims holds",
    "gravity": "numbers",
    "all-sources": "a list of sources",
    "chart": "numbers",
    "contact": "how to reach us stands on the page",
    "corrections": "the machine's text, and what is said of it",
    "counts": "numbers",
    "dispute": "forms to copy, one a sentence",
    "downloads": "a table of what has sections of its own",
    "filters": "controls",
    "grades": "numbers",
    "in-article": "quotations of what Read holds",
    "index": "titles and descriptions of other pages",
    "matrix": "what the fact boxes say",
    "open-questions": "the machine's text, and what is said of it",
    "pairs": "the machine's text beside what Read holds",
    "score": "numbers",
    "share": "a sentence of numbers",
    "share-by-edition": "numbers",
    "share-by-region": "numbers",
    "sources": "a list of sources",
    "spending-by-country": "numbers",
    "spending-by-gdp": "numbers",
    "terms-list": "what the glossary holds",
}


def read(edition):
    """Give the pages of the index by their paths, as a browser would read them."""
    content = exports.generated(edition)[search.PATH].decode()
    comment, _, script = content.partition("\n")
    assert comment == f"/* {RIGHTS} */"
    assert script.startswith("globalThis.searchIndex=[")
    assert script.endswith("];\n")
    return {page["path"]: page for page in json.loads(script.removeprefix("globalThis.searchIndex=").rstrip(";\n"))}


def sections(page):
    """Give the sections of a page by their ids."""
    return {section["id"]: section for section in page["sections"]}


def entries(edition):
    """Give every entry of the index."""
    return [entry for page in read(edition).values() for entry in (page, *page["sections"])]


def test_the_index_is_generated_but_no_download(any_edition):
    """The site gets the file with the exports, and the exports alone are listed and written for download."""
    bank = exports.questions.writers(any_edition)
    assert set(exports.generated(any_edition)) == {*exports.WRITERS, *bank, "search/index.js"}
    assert "search/index.js" not in exports.write(any_edition)


def test_two_writings_are_the_same(any_edition):
    """Two writings give the same bytes."""
    assert search.write(any_edition) == search.write(any_edition)


def test_every_page_is_there(any_edition):
    """Every page has an entry with title and description, in the order of the paths."""
    found = read(any_edition)
    assert list(found) == [page.path.removesuffix(".md") for page in any_edition.pages]
    for page in any_edition.pages:
        entry = found[page.path.removesuffix(".md")]
        assert entry["title"] == page.front.title
        assert page.front.description in entry["text"]


def test_every_block_is_decided():
    """Each block adds to the index, or is known to add nothing; no block does both."""
    assert set(search.SPOKEN) | set(SILENT) >= set(BLOCKS)
    assert not set(search.SPOKEN) & set(SILENT)
    assert set(search.SPOKEN) <= set(BLOCKS)


def test_the_page_about_the_coast_by_hand(sample):
    """A background page has its names by language; its sections have their text; lists of sources are no section."""
    coast = read(sample)["actors/coast"]
    assert coast["names"] == {
        "": ["Two Seas Coast", "coasts", "two seas"],
        "zh-Hans": ["两海岸"],
        "zh-Hant": ["兩海岸"],
        "zh-Latn-pinyin": ["liǎng hǎi’àn"],
        "en-x-mt": ["go -there"],
    }
    assert list(sections(coast)) == [
        "in-one-paragraph",
        "in-the-article",
        "background",
        "how-others-see-it",
        "since-august-2023",
    ]
    assert sections(coast)["in-the-article"]["text"] == (
        "One sentence names it, and the machine lost the place where it should have come back."
    )
    assert sections(coast)["how-others-see-it"]["text"].startswith("The government of the coast says that")
    assert "Seat of the government: Harbor Town, since 1998." in coast["text"]


def test_citations_stay_out(edition):
    """No text has a citation, a key of a source, markup or the notation of a block in it."""
    keys = [key for key in edition.source_by_id if any(letter.isdigit() for letter in key)]
    for entry in entries(edition):
        text = entry.get("text", "")
        for sign in ("](", "<!--", "**", " .", "  "):
            assert sign not in text, text
        assert not [key for key in keys if key in text.split()]


def test_lists_of_sources_stay_out(edition):
    """What stands in the lists of sources alone, addresses and what was read, is not in the index, nor is their section."""
    whole = json.dumps(list(read(edition).values()), ensure_ascii=False)
    for source in edition.sources:
        assert not source.url or source.url not in whole
        assert source.evidence not in whole
    assert not [entry for entry in entries(edition) if entry.get("id") == "sources"]


def test_machine_text_stays_out(edition):
    """Eight words of the machine's text that the corrected text has not are nowhere in the index."""
    whole = " ".join(" ".join(entry.get("text", "").split()) for entry in entries(edition))
    corrected = " ".join(" ".join(segment.corrected.split()) for segment in edition.segments)
    looked = 0
    for segment in edition.segments:
        words = segment.machine.split()
        for start in range(len(words) - 7):
            stretch = " ".join(words[start : start + 8])
            if stretch not in corrected:
                looked += 1
                assert stretch not in whole
    assert looked > 300


def test_declared_machine_forms_are_names(edition):
    """A garbled form is a name of the page, the person or the term that declares it, and of nothing else."""
    found = read(edition)
    assert sections(found["actors/people"])["biden"]["names"]["en-x-mt"] == ["Bayeng"]
    assert found["actors/g7"]["names"]["en-x-mt"] == ["Seventh -way Group"]
    assert sections(found["glossary"])["security-dilemma"]["names"]["en-x-mt"] == ["security difficulties"]
    named = [form for entry in entries(edition) for form in entry.get("names", {}).get("en-x-mt", ())]
    subjects = [subject for page in edition.pages for _, _, subject in page.subjects]
    declared = [
        *(form for one in subjects for form in one.machine_forms),
        *(form for term in edition.terms for form in term.machine),
    ]
    assert sorted(named) == sorted(declared)


def test_excluded_page_has_title_and_description_alone(edition):
    """Compare can be found by its name, and by nothing that stands on it."""
    compare = read(edition)["article/compare"]
    page = edition.page_by_key["compare"]
    assert (compare["title"], compare["text"], compare["sections"]) == ("Compare", page.front.description, [])


BODY = """# X { #x }

Before.

## Kept { #kept }

Kept words. [Linked](page:coast) words[](source:strand-2021).

<div class="answer" data-search-exclude markdown>

canary-element

<div>

canary-inner

</div>
</div>

More kept.

```
canary-code
```

## Quiz { #quiz data-search-exclude }

canary-section

### Answers { #answers }

canary-below

<!-- edition:timeline -->

## After { #after .some-class }

After words.

### Deep { #deep }

Deep words.
"""


def test_excluded_sections_stay_out(sample, a_page, with_pages):
    """A marked section stays out to the next heading of its level, a marked element to its end, with blocks and all."""
    page = read(with_pages(sample, a_page("x.md", BODY)))["x"]
    assert "canary" not in json.dumps(page)
    assert [(one["id"], one["title"], one["text"]) for one in page["sections"]] == [
        ("kept", "Kept", "Kept words. Linked words. More kept."),
        ("after", "After", "After words."),
        ("deep", "Deep", "Deep words."),
    ]
    assert page["text"] == "A page. Before."


def test_the_canary_can_die(sample, a_page, with_pages):
    """Without the marks the same words are in the index, so that their absence means something."""
    found = read(with_pages(sample, a_page("x.md", BODY.replace("data-search-exclude", "data-x"))))["x"]
    for name in ("element", "inner", "section", "below"):
        assert f"canary-{name}" in json.dumps(found)
    assert "e-coast-plan" in sections(found)


def test_the_article_by_paragraphs(sample):
    """Read has an entry a paragraph, a subheading by its own words, no header line, and the headline among its names."""
    read_page = read(sample)["article/index"]
    assert read_page["names"] == {"": ["A sample headline"], "zh-Hant": ["樣本"]}
    assert [(one["id"], one["title"]) for one in read_page["sections"]] == [("p02", "¶2"), ("p03", "A subheading")]
    assert sections(read_page)["p02"]["text"] == (
        "On Monday, the allies and partners of two seas and of the coasts between them hold a meeting. They will […]-there."
    )


def test_text_behind_a_block_belongs_to_its_section(sample, a_page, with_pages):
    """What follows records of a block is told of the section in which the block stands, not of the last record."""
    page = read(with_pages(sample, a_page("x.md", "## A { #a }\n\nBefore.\n\n<!-- edition:timeline -->\n\nAfter.\n")))[
        "x"
    ]
    assert sections(page)["a"]["text"] == "Before. After."
    assert [one["id"] for one in page["sections"]] == ["a", *(event.id for event in sample.events)]


def test_withdrawn_text_is_not_in_the_index(withdrawn):
    """With the take-down switch set no sentence of the translation is left, and the page still is."""
    whole = exports.generated(withdrawn)[search.PATH].decode()
    for segment in withdrawn.segments:
        words = segment.corrected.split()
        assert len(words) < 12 or segment.corrected not in whole
    assert not [key for key in sections(read(withdrawn)["article/index"]) if key.startswith("p0")]


def test_events_are_light(sample):
    """An event is told by its date as people read it, and weighs less than other entries."""
    found = read(sample)["timeline"]["sections"]
    assert [(one["id"], one["title"], one.get("light")) for one in found] == [
        ("e-coast-union", "4 May 1998", True),
        ("e-coast-plan", "June 2022", True),
        ("e-coast-second-meeting", "15 September 2023", True),
    ]


def test_terms_have_their_names(sample, a_page, with_pages):
    """A term is found by its forms, its Chinese in both scripts where they differ, its pinyin and the machine's words."""
    term = Term(
        id="two-ocean-strategy",
        en="two-ocean strategy",
        forms=("two-ocean strategies",),
        zh_hans="两洋战略",
        zh_hant="兩洋戰略",
        pinyin="liǎngyáng zhànlüè",
        seen=True,
        definition="A plan.",
        machine=("two ocean strategies",),
        uses=({"by": "The author", "use": "He names it."},),
    )
    same = Term(
        id="india-pacific", en="Indo-Pacific", zh_hans="印太", zh_hant="印太", seen=True, definition="A region."
    )
    page = a_page("glossary.md", "# G { #g }\n\n<!-- edition:glossary -->")
    found = sections(read(with_pages(sample, page, terms=(term, same)))["glossary"])
    assert found["two-ocean-strategy"] == {
        "id": "two-ocean-strategy",
        "title": "Two-ocean strategy",
        "names": {
            "": ["two-ocean strategies"],
            "zh-Hans": ["两洋战略"],
            "zh-Hant": ["兩洋戰略"],
            "zh-Latn-pinyin": ["liǎngyáng zhànlüè"],
            "en-x-mt": ["two ocean strategies"],
        },
        "text": "A plan. The author: He names it.",
    }
    assert found["india-pacific"]["names"] == {"zh-Hans": ["印太"]}


def test_people_are_named_by_their_section(edition):
    """A person's names belong to the section about the person, not to the page."""
    people = read(edition)["actors/people"]
    assert "names" not in people
    assert "Fumio Kishida" in sections(people)["kishida"]["names"][""]
    assert "names" not in sections(people)["in-one-paragraph"]


def test_chinese_has_its_language(edition):
    """Chinese in a text has its language beside it, and names in characters stand under a language of theirs."""
    marked = 0
    for entry in entries(edition):
        text = entry.get("text", "")
        for words, language in entry.get("foreign", {}).items():
            assert words in text
            assert language.startswith("zh-")
            text = text.replace(words, "")
            marked += 1
        assert not HAN.search(text), text
        assert not HAN.search(entry["title"])
        for language, names in entry.get("names", {}).items():
            assert all(bool(HAN.search(name)) == (language in {"zh", "zh-Hans", "zh-Hant"}) for name in names)
    assert marked >= 3


def test_hostile_text_stays_text(sample, a_page, with_pages, an_event):
    """Whatever text holds comes back letter for letter, and cannot end the script, a line of it or its comment."""
    pages = (a_page("x.md", title=HOSTILE, description=HOSTILE, kind="idea", aliases=(f"so {HOSTILE}",)),)
    edition = with_pages(sample, *pages, events=(an_event("x", "2022", text=HOSTILE),))
    content = search.write(edition).decode()
    for sign in ("<", "\u2028", "\u2029"):
        assert sign not in content
    assert content.count("\n") == 2
    found = read(edition)
    assert (found["x"]["title"], found["x"]["text"], found["x"]["names"]) == (
        HOSTILE,
        HOSTILE,
        {"zh": [f"so {HOSTILE}"]},
    )
    assert found["timeline"]["sections"][0]["text"] == HOSTILE


def test_markdown_is_read_as_it_is_shown(sample, a_page, with_pages):
    """Entities, code, definition lists and tags come out as a reader sees them."""
    body = "# X { #x }\n\n## A { #a }\n\nUse `machine_tail` and `<v>` &amp; *more* of <b>it</b>.\n\nsecure\n:   One reading.\n"
    page = read(with_pages(sample, a_page("x.md", body)))["x"]
    assert sections(page)["a"]["text"] == "Use machine_tail and <v> & more of it. secure: One reading."


def test_a_later_reader_finds_no_stale_record(sample):
    """An edition without terms, events and concordance has an index of its pages all the same."""
    assert read(replace(sample, terms=(), events=(), concordance=()))["timeline"]["sections"] == []
