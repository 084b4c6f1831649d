"""Citations in Chicago author-date style (18th edition): short form and entry of every kind of source, and the cache."""

from itertools import permutations

import pytest

from edition import citations

# id: (fields of the record, short form, entry); an asterisk on both sides marks italics, an address is left bare.
RECORDS = {
    "body": (
        {"title": "A plan for the two seas", "publisher": "Harbor Office", "date": "2022-05-06"},
        "Harbor Office 2022",
        "Harbor Office. 2022. “A Plan for the Two Seas.” May 6. https://example.org/body.",
    ),
    "agency": (
        {
            "type": "article-newspaper",
            "title": "Ministers meet on the coast",
            "author": ({"en": "Sea Press Agency"},),
            "publisher": "Coast News",
            "date": "2023-08-18",
        },
        "Sea Press Agency 2023",
        "Sea Press Agency. 2023. “Ministers Meet on the Coast.” *Coast News*, August 18. https://example.org/agency.",
    ),
    "unsigned": (
        {
            "type": "article-newspaper",
            "title": "Ministers leave early",
            "publisher": "The Sample Daily",
            "date": "2023-08-19",
        },
        "The Sample Daily 2023",
        "The Sample Daily. 2023. “Ministers Leave Early.” August 19. https://example.org/unsigned.",
    ),
    "journal": (
        {
            "type": "article-journal",
            "title": "The tides of policy",
            "author": ({"en": "Mary Ann Strand", "family": "Strand"},),
            "publisher": "Sea University Press",
            "container": "Journal of the Two Seas",
            "volume": "12",
            "issue": "3",
            "pages": "45–67",
            "date": "2021",
        },
        "Strand 2021",
        "Strand, Mary Ann. 2021. “The Tides of Policy.” *Journal of the Two Seas* 12 (3): 45–67. https://example.org/journal.",
    ),
    "east-asian": (
        {
            "type": "article-magazine",
            "title": "Reading the coast",
            "author": ({"en": "Sun Chenghao", "zh_hans": "孙成昊"},),
            "publisher": "Sea Review",
            "date": "2023-07",
        },
        "Sun Chenghao 2023",
        "Sun Chenghao. 2023. “Reading the Coast.” *Sea Review*, July. https://example.org/east-asian.",
    ),
    "first-of-year": (
        {"title": "About fish", "publisher": "Fish Board", "date": "2022-11-01"},
        "Fish Board 2022a",
        "Fish Board. 2022a. “About Fish.” November 1. https://example.org/first-of-year.",
    ),
    "second-of-year": (
        {"title": "On nets", "publisher": "Fish Board", "date": "2022-02-01"},
        "Fish Board 2022b",
        "Fish Board. 2022b. “On Nets.” February 1. https://example.org/second-of-year.",
    ),
    "undated": (
        {"title": "About us", "publisher": "Lighthouse"},
        "Lighthouse, n.d.",
        "Lighthouse. n.d. “About Us.” Accessed October 1, 2023. https://example.org/undated.",
    ),
    "month": (
        {"title": "Minutes", "publisher": "Dike Board", "date": "2023-04"},
        "Dike Board 2023",
        "Dike Board. 2023. “Minutes.” April. https://example.org/month.",
    ),
    "report": (
        {
            "type": "report",
            "title": "Ports in figures",
            "author": ({"en": "Jo Pier", "family": "Pier"}, {"en": "Al Quay", "family": "Quay"}),
            "publisher": "Port Institute",
            "date": "2020",
        },
        "Pier and Quay 2020",
        "Pier, Jo, and Al Quay. 2020. *Ports in Figures*. Port Institute. https://example.org/report.",
    ),
    "treaty": (
        {"type": "treaty", "title": "Treaty of the two seas", "publisher": "United Coasts", "date": "1951-09-08"},
        "Treaty of the Two Seas 1951",
        "Treaty of the Two Seas, United Coasts, September 8, 1951. https://example.org/treaty.",
    ),
    "chinese": (
        {
            "type": "article-newspaper",
            "title": "海岸：《两海》之间 the end",
            "publisher": "Tide Times",
            "date": "2023-06-01",
            "language": "zh-Hans",
        },
        "Tide Times 2023",
        "Tide Times. 2023. “海岸：《两海》之间 the end.” June 1. https://example.org/chinese.",
    ),
    "signs": (
        {"title": '1 < 2 & 3 > 2: "Big" <news> isn\'t $x$ *y* _z_', "publisher": "AT&T <Org>", "date": "2022"},
        "AT&T <Org> 2022",
        "AT&T <Org>. 2022. “1 < 2 & 3 > 2: ‘Big’ <News> Isn’t $x$ *y* _z_.” https://example.org/signs.",
    ),
    "book": (
        {
            "type": "book",
            "title": "A book of coasts",
            "author": ({"en": "Ada Bay", "family": "Bay"},),
            "publisher": "Sea Press",
            "date": "2019",
            "url": None,
        },
        "Bay 2019",
        "Bay, Ada. 2019. *A Book of Coasts*. Sea Press.",
    ),
}


def spelled(entry):
    """Give an entry as one text, with asterisks around what is italic."""
    return "".join(f"*{text}*" if mark == "italic" else text for text, mark in entry)


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    """Keep the answers of these tests apart, so that none is of an earlier state of the code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citations, "CACHE", tmp_path_factory.mktemp("citations"))
        patch.setattr(citations, "_last", {})
        yield


@pytest.fixture
def nothing_kept(tmp_path, monkeypatch):
    """Give the folder of an empty cache, and forget what was asked last."""
    monkeypatch.setattr(citations, "CACHE", tmp_path / "citations")
    monkeypatch.setattr(citations, "_last", {})
    return tmp_path / "citations"


@pytest.fixture(scope="module")
def records(a_source):
    """Give the sources of the table."""
    return tuple(a_source(key, **fields) for key, (fields, _, _) in RECORDS.items())


@pytest.mark.parametrize("key", RECORDS)
def test_each_kind_is_cited_in_style(records, key):
    """Short form and entry are those of the manual."""
    found = citations.formatted(records)[key]
    assert (found.short, spelled(found.entry)) == RECORDS[key][1:]


def test_the_address_is_a_part_of_its_own(records):
    """Every entry of a source on the web has its address, and nothing else, as the part that a link is made of."""
    for source in records:
        parts = [text for text, mark in citations.formatted(records)[source.id].entry if mark == "url"]
        assert parts == ([source.url] if source.url else [])


def test_quotation_marks_inside_a_chinese_title_stay(a_source):
    """A Chinese title is printed as its paper printed it, with its own quotation marks."""
    title = "“两海”与海岸"
    source = a_source("quoted", title=title, language="zh-Hans", date="2022")
    assert title in spelled(citations.formatted((source,))["quoted"].entry)


def test_a_speech_is_part_of_no_book(a_source):
    """The body that puts a speech on its site is not cited as a collection that the speech is “in”."""
    fields = {"type": "speech", "title": "Opening words", "author": ({"en": "Jo Pier", "family": "Pier"},)}
    source = a_source("speech", date="2022-01-01", publisher="Harbor Office", **fields)
    assert " In *" not in spelled(citations.formatted((source,))["speech"].entry)


def test_the_order_of_records_does_not_matter(records):
    """Letters behind years, and everything else, depend on the records alone."""
    found = citations.formatted(records)
    assert citations.formatted(records[::-1]) == found
    assert citations.formatted(records[5:] + records[:5]) == found


@pytest.mark.parametrize("dates", [("2022-01-03", "2022-01-02", "2022-01-01"), ("2022", "2022", "2022")])
def test_letters_of_equal_titles_do_not_depend_on_the_order(a_source, dates):
    """Where body, year and title are the same, one record has its letter in whatever file it stands."""
    same = [a_source(f"joint-{number}", title="Joint statement", date=date) for number, date in enumerate(dates)]
    letters = {tuple(sorted((k, v.short) for k, v in citations.formatted(one).items())) for one in permutations(same)}
    assert len(letters) == 1


def test_a_second_call_takes_what_is_kept(records, nothing_kept, monkeypatch):
    """What the cache gives is what pandoc gave, and pandoc is not asked again."""
    fresh = citations.formatted(records)
    monkeypatch.setattr(citations, "_last", {})
    monkeypatch.setattr(citations, "_ask", lambda _: pytest.fail("asked again"))
    assert citations.formatted(records) == fresh
    assert [path.name.partition("-")[0] for path in nothing_kept.iterdir()] == ["chicago"]


def test_a_changed_record_is_asked_anew(a_source, nothing_kept):
    """A kept answer is never given for other records."""
    before = citations.formatted((a_source("one", date="2022"),))["one"].short
    after = citations.formatted((a_source("one", date="2023"),))["one"].short
    assert (before, after) == ("Office of the Coast 2022", "Office of the Coast 2023")
    assert len(list(nothing_kept.iterdir())) == 2


def test_an_unwritable_folder_does_no_harm(records, nothing_kept):
    """Where nothing can be kept, the citations are the same, and nothing is left behind."""
    kept = citations.formatted(records)
    for file in nothing_kept.iterdir():
        file.unlink()
    nothing_kept.rmdir()
    nothing_kept.write_text("a file, not a folder", encoding="utf-8")
    citations._last.clear()
    assert citations.formatted(records) == kept
    assert nothing_kept.read_text(encoding="utf-8") == "a file, not a folder"
    assert list(nothing_kept.parent.iterdir()) == [nothing_kept]


def test_a_failure_of_pandoc_is_not_kept(a_source, nothing_kept, monkeypatch):
    """Pandoc's own message comes through, and the next call asks again."""

    def fail(*_, **__):
        raise RuntimeError("Pandoc died")

    with monkeypatch.context() as broken:
        broken.setattr(citations.pypandoc, "convert_text", fail)
        with pytest.raises(RuntimeError, match="Pandoc died"):
            citations.formatted((a_source("one"),))
    assert not nothing_kept.exists()
    assert citations.formatted((a_source("one"),))["one"].short == "Office of the Coast, n.d."


def test_no_sources_need_no_pandoc(monkeypatch):
    """An edition without sources has no citations and an empty bibliography."""
    monkeypatch.setattr(citations.pypandoc, "convert_text", lambda *_, **__: pytest.fail("asked"))
    assert citations.formatted(()) == {}
    assert citations.bibtex([]) == ""


def test_items_are_csl(a_source):
    """A name is in parts only where its family name ends it; press has its paper as container, others their body as author."""
    western = a_source("a", author=({"en": "Mary Ann Strand", "family": "Strand"},), type="report")
    assert citations.item(western)["author"] == [{"family": "Strand", "given": "Mary Ann"}]
    first = a_source("b", author=({"en": "Kishida Fumio", "family": "Kishida"},), type="report")
    assert citations.item(first)["author"] == [{"literal": "Kishida Fumio"}]
    press = citations.item(a_source("c", type="article-newspaper", publisher="Coast News"))
    assert (press["container-title"], press.get("author"), press.get("publisher")) == ("Coast News", None, None)
    page = citations.item(a_source("d", date="2022-06", url=None))
    assert page["author"] == [{"literal": "Office of the Coast"}]
    assert (page["issued"], page.get("accessed")) == ({"date-parts": [[2022, 6]]}, None)
