"""A random draw of cited sentences, for a reader who checks them against their sources."""

from __future__ import annotations

import random
from dataclasses import dataclass

from edition import prose
from edition.model import Edition


@dataclass(frozen=True)
class Drawn:
    """A cited line of a background page: file, line, its text without markup, and the sources behind it."""

    path: str
    line: int
    text: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        """Give it as one paragraph of a list to check."""
        return f"docs/{self.path}:{self.line}\n    {self.text}\n    {', '.join(self.sources)}"


def sentences(edition: Edition) -> list[Drawn]:
    """Give every cited line of the background pages, in their order; pages hold one sentence a line."""
    return [
        Drawn(page.path, number + page.offset, prose.plain(line), tuple(prose.CITED.findall(line)))
        for page in edition.background
        for paragraph in prose.paragraphs(page.body)
        for number, line in paragraph.lines
        if prose.CITED.search(line)
    ]


def draw(edition: Edition, count: int, seed: int) -> list[Drawn]:
    """Draw sentences without repetition; the same edition, count and seed give the same draw, in the order of the pages.

    Raises:
        ValueError: there are fewer sentences than that.
    """
    known = sentences(edition)
    if count > len(known):
        raise ValueError(f"there are only {len(known)} cited sentences; ask for fewer.")
    chosen = random.Random(seed).sample(range(len(known)), count)  # noqa: S311  a draw, no secret
    return [known[index] for index in sorted(chosen)]
