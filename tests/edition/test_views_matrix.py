"""Who is in which: the table that the front matter of the pages gives."""

from dataclasses import replace

from lxml import html

from edition.blocks import expand
from edition.model import Member, Page
from edition.views import background as view


def page(path, title, *members):
    """Make a background page of which only title and members matter."""
    front = {"title": title, "description": "D.", "kind": "organization", "members": members, "reviewed": "2023-01-01"}
    return Page(path, view_front(front), "", 0)


def view_front(values):
    """Validate front matter."""
    from edition.model import FrontMatter

    return FrontMatter.model_validate(values)


def with_pages(sample):
    """Give the sample with two bodies: the coast is in one since 1999, and in neither is the harbor, which has no page."""
    league = page(
        "actors/league.md",
        "League",
        Member(page="coast", since="1999-05", source="s"),
        Member(name="Harbor", source="s"),
    )
    union = page("mechanisms/union.md", "A union", Member(page="league", until="2001", since="2000", source="s"))
    return replace(sample, pages=(*sample.pages, league, union))


def test_rows_and_columns_are_computed(sample):
    """A column is a page with members, a row a page that is one; the others are counted."""
    found = view.matrix(with_pages(sample))
    assert [one.key for one in found["columns"]] == ["league", "union"]
    assert [row["page"].key for row in found["rows"]] == ["league", "coast"]  # by title: League, The coast
    assert [[cell is not None for cell in row["cells"]] for row in found["rows"]] == [[False, True], [True, False]]
    assert found["others"] == [1, 0]


def test_every_cell_is_said_in_words(sample, converter):
    """A cell says member or not a member to who cannot see the dot, and gives the years that are known."""
    source, issues = expand("<!-- edition:matrix -->", "actors/index.md", with_pages(sample))
    assert not issues
    table = html.fragment_fromstring(converter.reset().convert(source), create_parent="article").find(".//table")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["", "League", "A union"]
    assert rows[1][1:] == ["not a member", "●member 2000–2001"]
    assert rows[2][1:] == ["●member 1999", "not a member"]
    assert rows[3][1:] == ["1", ""]
    assert [link.get("href") for link in table.iter("a")][:2] == ["league.md", "../mechanisms/union.md"]
    assert len(table.xpath(".//th[@scope='col']")) == 2
    assert len(table.xpath(".//th[@scope='row']")) == 3
