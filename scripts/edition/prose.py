"""The prose of an authored page: its sections and paragraphs, their words, citations and quotations.

A paragraph is what an empty line ends; each item of a list is a paragraph of its own. ``<!-- uncited: reason -->`` on a
line above a paragraph says why it cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from edition.markdown import outside_code

WORDS_PER_MINUTE = 200
HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
UNCITED = re.compile(r"^\s*<!-- uncited:\s*(.*?)\s*-->\s*$")
CITED = re.compile(r"\]\(source:([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) +(.*?)\s*(?:\{[^}]*?#([a-z][a-z0-9-]*)[^}]*\})?\s*$")
_COMMENT = re.compile(r"<!--.*?-->")
_ITEM = re.compile(r"^([-*+]|\d+[.)]) +")
_CITATION = re.compile(r"\s*\[\]\(source:[^)\s]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)(?:\{[^}]*\})?")
# HTML that is no part of a paragraph: comments and the tags of blocks.
_BLOCKS = "article|aside|details|div|dl|d[dt]|fieldset|figcaption|figure|footer|h[1-6]|header|hr|input|label|legend|li|nav|ol|p"
_RAW = re.compile(rf"^\s*<(?:!--|/?(?:{_BLOCKS}|section|summary|svg|table|tbody|t[dhr]|thead|ul)\b)")
_WORD = re.compile(r"\S*\w\S*")
_TAG = re.compile(r"</?[a-z][^>]*>")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or an item of a list: the id of its section, its lines with their numbers in the body, from 1.

    ``excuse`` is the reason for citing nothing, with its line.
    """

    section: str
    lines: tuple[tuple[int, str], ...]
    excuse: tuple[int, str] | None = None

    @property
    def line(self) -> int:
        """The number of the first line."""
        return self.lines[0][0]

    @property
    def text(self) -> str:
        """The lines, joined by spaces."""
        return " ".join(line.strip() for _, line in self.lines)

    @property
    def cited(self) -> list[str]:
        """The sources that it cites, in order."""
        return CITED.findall(self.text)


def paragraphs(body: str) -> Iterator[Paragraph]:
    """Give the paragraphs of a page's body; headings, blocks and lines of HTML are none."""
    section, lines, excuse = "", list[tuple[int, str]](), None
    for number, line in [*outside_code(body), (0, "")]:
        heading, reason = HEADING.match(line), UNCITED.match(line)
        ends = not line.strip() or heading or reason or _RAW.match(line) or _ITEM.match(line)
        if ends and lines:
            yield Paragraph(section, tuple(lines), excuse)
            lines, excuse = [], None
        if reason:
            if excuse:
                yield Paragraph(section, ((excuse[0], ""),), excuse)
            excuse = (number, reason[1])
        elif heading:
            section = heading[3] or ""
        elif line.strip() and not _RAW.match(line):
            lines.append((number, line))
    if excuse:
        yield Paragraph(section, ((excuse[0], ""),), excuse)


def plain(text: str) -> str:
    """Give a text as it is read: without citations, the targets of links, tags and emphasis."""
    text = _LINK.sub(r"\1", _CITATION.sub("", _COMMENT.sub("", _ITEM.sub("", text))))
    return re.sub(r"[*_`]{1,2}(?=\S)|(?<=\S)[*_`]{1,2}", "", _TAG.sub("", text)).strip()


def sections(body: str) -> list[tuple[str, int, int]]:
    """Give the headings of a page: id, level, number of the line in the body."""
    found = ((HEADING.match(line), number) for number, line in outside_code(body))
    return [(heading[3] or "", len(heading[1]), number) for heading, number in found if heading]


def count(text: str) -> int:
    """Count words as a word processor does: runs between white space that hold a letter or digit."""
    return len(_WORD.findall(text))


def minutes(words: int) -> int:
    """Give the whole minutes that reading takes a student whose first language is not English, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))


def title(body: str, key: str) -> str:
    """Give the heading of the section with an id as it is read, or the empty string."""
    found = (HEADING.match(line) for _, line in outside_code(body) if "{" in line)
    return next((plain(heading[2]) for heading in found if heading and heading[3] == key), "")


@lru_cache(maxsize=512)
def words(body: str) -> int:
    """Count the words of a page's own prose: without headings, blocks, citations and front matter."""
    return sum(count(plain(paragraph.text)) for paragraph in paragraphs(body))
