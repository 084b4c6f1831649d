"""The downloads page: every data file is listed, described and linked."""

from dataclasses import replace

import pytest

from edition import exports
from edition.blocks import expand
from edition.model import Withdrawal
from edition.views import downloads
from edition.views.block import BlockError

PAGE = "downloads.md"


def test_every_file_is_described():
    """Each writer has a line on the page, and no line speaks of a file that is not written."""
    assert set(downloads.ABOUT) == set(exports.WRITERS)


def test_every_file_is_linked_with_its_size(edition):
    """The table links each file from the page and gives its size as computed."""
    text, issues = expand("<!-- edition:downloads -->", PAGE, edition)
    assert not issues
    for path, content in exports.write(edition).items():
        assert f"]({path})" in text
        assert f"| {max(1, round(len(content) / 1000))} kB |" in text


def test_every_file_has_a_section(root):
    """The page says of each file how it was tested and what it leaves out."""
    text = (root / "docs" / PAGE).read_text(encoding="utf-8")
    for path in exports.WRITERS:
        _, found, section = text.partition(f"\n## {path.removeprefix('exports/')} {{")
        assert found, path
        section = section.partition("\n## ")[0]
        assert "Tested " in section, path
        assert "cannot" in section or "leaves out" in section or "only" in section or "not marked" in section, path


def test_files_with_the_article_are_excluded(sample):
    """A file that holds a whole stretch of the article's text is marked as excluded from the license."""
    marks = {row["path"]: row["license"] for row in downloads.downloads(sample)["files"]}
    stretch = " of two seas and of the coasts between them "
    for path, content in exports.write(sample).items():
        assert (marks[path] == downloads.EXCLUDED) == (stretch in content.decode()), path


def test_undescribed_file_is_an_error(sample, monkeypatch):
    """A new writer without a description stops the build with its name."""
    monkeypatch.setitem(exports.WRITERS, "exports/new.bin", lambda _: b"x")
    with pytest.raises(BlockError, match=r"exports/new\.bin"):
        downloads.downloads(sample)


def test_withdrawn_page_says_so(sample):
    """With the take-down switch set the page says since when the texts are gone."""
    notice = Withdrawal(date="2030-01-02", notice="Withdrawn.")
    withdrawn = replace(sample, article=sample.article.model_copy(update={"withdrawn": notice}))
    assert "Since 2030-01-02" in expand("<!-- edition:downloads -->", PAGE, withdrawn)[0]
