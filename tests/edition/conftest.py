"""What the tests of the background share: sources, events and pages made for one test, and Markdown and blocks as the site has them."""

from dataclasses import replace

import markdown
import pytest
import yaml
from lxml import html

from edition.blocks import expand
from edition.model import AuthoredClaim, Event, FrontMatter, Page, Source


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without its tags."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _source(key, **fields):
    plain = {
        "type": "webpage",
        "title": "A title",
        "publisher": "Office of the Coast",
        "url": f"https://example.org/{key}",
        "seen_on": "2023-10-01",
        "language": "en",
        "primary": False,
        "extent": "whole",
        "evidence": "Read whole.",
    }
    return Source(id=key, **{**plain, **fields})


def _event(key, date, **fields):
    return Event(
        id=f"e-{key}", date=date, **{"text": "It happened.", "sources": ("strand-2021",), "pages": ("coast",), **fields}
    )


def _page(path, body="", **front):
    plain = {"title": path.rpartition("/")[2].removesuffix(".md").capitalize(), "description": "A page.", **front}
    return Page(path, FrontMatter(**plain), body, 4)


def _claim(**fields):
    point = {"text": "It is so.", "sources": ("strand-2021",)}
    plain = {
        "id": "C01",
        "label": "A meeting",
        "segments": ("p02s01",),
        "words": ("hold a meeting",),
        "type": "evaluation",
        "text": "The author says so.",
        "case_for": (point,),
        "case_against": (point,),
        "changes": "A record.",
        "then": point,
        "now": point,
    }
    return AuthoredClaim(**{**plain, **fields})


def _with(edition, *pages, **more):
    return replace(edition, pages=tuple(sorted((*edition.pages, *pages), key=lambda page: page.path)), **more)


@pytest.fixture(scope="session")
def a_source():
    """Give a function that makes a source: ``a_source(id, **fields)``; without fields, a web page of an office."""
    return _source


@pytest.fixture(scope="session")
def an_event():
    """Give a function that makes an event of the sample's coast: ``an_event(id, date, **fields)``."""
    return _event


@pytest.fixture(scope="session")
def a_page():
    """Give a function that makes a page: ``a_page(path, body, **front)``."""
    return _page


@pytest.fixture(scope="session")
def a_claim():
    """Give a function that makes a claim of the sample: ``a_claim(**fields)``."""
    return _claim


@pytest.fixture(scope="session")
def with_pages():
    """Give a function that adds pages, and replaces records: ``with_pages(edition, *pages, **records)``."""
    return _with


@pytest.fixture(scope="session")
def converter(root):
    """Give Markdown with the extensions of the site."""
    settings = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506  it builds nothing
    names = [next(iter(one)) if isinstance(one, dict) else one for one in settings["markdown_extensions"]]
    return markdown.Markdown(extensions=names)


@pytest.fixture
def as_shown(converter):
    """Give a function that shows blocks as they stand on a page: ``as_shown(page, edition, *blocks)``."""

    def show(page, edition, *blocks):
        source, issues = expand("\n\n".join(f"<!-- edition:{block} -->" for block in blocks), page, edition)
        assert not issues
        return html.fragment_fromstring(converter.reset().convert(source), create_parent="article")

    return show
