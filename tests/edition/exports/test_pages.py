"""The pages and the timeline as data, held against the edition."""

import json
from dataclasses import replace

import pytest

from edition import exports, prose
from edition.cited import citing
from edition.exports import pages as writers

HOSTILE = '</script> "a" \\n {b} &amp; 中文 𠀀 \t ]]>'


def read(edition):
    """Give the two files, read."""
    files = exports.write(edition)
    return json.loads(files["exports/pages.json"]), json.loads(files["exports/timeline.json"])


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "/"),
        ("sources.md", "/sources/"),
        ("actors/index.md", "/actors/"),
        ("actors/coast.md", "/actors/coast/"),
        ("a/b/index.md", "/a/b/"),
        ("my-index.md", "/my-index/"),
    ],
)
def test_addresses_are_those_of_the_site(a_page, path, address):
    """A page has the address that MkDocs gives it with directory addresses; an index has that of its folder."""
    assert writers.address(a_page(path)) == address


def test_every_page_is_there(sample):
    """One record a page, in the order of the paths, with what the front matter says and what is computed."""
    found, _ = read(sample)
    assert [one["address"] for one in found] == [writers.address(page) for page in sample.pages]
    for one, page in zip(found, sample.pages, strict=True):
        assert (one["title"], one["description"], one["kind"], one["reviewed"]) == (
            page.front.title,
            page.front.description,
            page.front.kind,
            page.front.reviewed,
        )
        assert (one["words"], one["minutes"]) == (prose.words(page.body), prose.minutes(one["words"]))
        assert one["sources"] == sorted(key for key, pages in citing(sample).items() if page in pages)


def test_the_page_about_the_coast_by_hand(sample):
    """A background page with its kind, its length and its sources; other pages have no kind and no review."""
    found = {one["address"]: one for one in read(sample)[0]}
    coast = found["/actors/coast/"]
    assert (coast["title"], coast["kind"], coast["reviewed"], coast["minutes"]) == (
        "The coast",
        "state",
        "2023-10-20",
        2,
    )
    assert 250 <= coast["words"] <= 500
    assert coast["small"] is True
    assert coast["sources"] == sorted(sample.source_by_id)
    assert (found["/"]["kind"], found["/"]["reviewed"], found["/"]["sources"]) == (None, None, [])
    assert len(found["/timeline/"]["sources"]) == 4


def test_every_event_is_there(sample):
    """One record an event, in the order of the dates, with the addresses of its pages and on which side of the day it is."""
    _, found = read(sample)
    assert [one["id"] for one in found] == [event.id for event in sample.events]
    for one, event in zip(found, sample.events, strict=True):
        assert (one["date"], one["text"], tuple(one["sources"])) == (event.date, event.text, event.sources)
        assert (tuple(one["pages"]), tuple(one["segments"])) == (event.pages, event.segments)
        assert one["addresses"] == ["/actors/coast/"]
    assert [(one["date"], one["after_the_commentary"]) for one in found] == [
        ("1998-05-04", False),
        ("2022-06", False),
        ("2023-09-15", True),
    ]


def test_keys_are_those_that_other_files_use(sample):
    """Sources, sentences and addresses that the two files name are in the other exports."""
    files = exports.write(sample)
    found, events = read(sample)
    ids = {one["id"] for one in json.loads(files["exports/sources.json"])}
    segments = {one["id"] for one in json.loads(files["exports/edition.json"])["segments"]}
    addresses = {one["address"] for one in found}
    assert {key for one in (*found, *events) for key in one["sources"]} <= ids
    assert {key for one in events for key in one["segments"]} <= segments
    assert {address for one in events for address in one["addresses"]} <= addresses


def test_hostile_text_is_read_back(sample, an_event, a_page, with_pages):
    """Whatever a title or an event holds comes back letter for letter."""
    page = a_page("x.md", kind="idea", title=HOSTILE, description=HOSTILE)
    edition = with_pages(sample, page, events=(an_event("x", "2022", text=HOSTILE, pages=("x", "nothing")),))
    found, events = read(edition)
    assert [(one["title"], one["description"]) for one in found if one["address"] == "/x/"] == [(HOSTILE, HOSTILE)]
    assert [(one["text"], one["addresses"]) for one in events] == [(HOSTILE, ["/x/"])]


def test_an_edition_without_events_has_an_empty_list(sample):
    """The file is there, and is a list."""
    assert read(replace(sample, events=()))[1] == []
