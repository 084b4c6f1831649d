"""The random draw of cited sentences for a second reader."""

import pytest

from edition import draw
from edition.__main__ import main


def test_every_cited_line_can_be_drawn(sample):
    """All lines of background pages that cite are there, as they are read, with file, line and sources."""
    found = draw.sentences(sample)
    page = next(page for page in sample.pages if page.path == "actors/coast.md")
    assert len(found) == sum("](source:" in line for line in page.body.split("\n"))
    first = found[0]
    assert (first.path, first.sources) == ("actors/coast.md", ("coast-plan-2022",))
    assert first.text.startswith("It lives from its ports and its fish")
    assert "[]" not in first.text
    assert page.body.split("\n")[first.line - page.offset - 1].startswith("It lives from")
    assert str(first).startswith(f"docs/actors/coast.md:{first.line}\n")


def test_a_seed_gives_one_draw(sample):
    """The same seed draws the same, without repetition and in the order of the pages; another seed draws otherwise."""
    drawn = draw.draw(sample, 4, 7)
    assert drawn == draw.draw(sample, 4, 7)
    assert drawn == sorted(set(drawn), key=draw.sentences(sample).index)
    assert len({tuple(draw.draw(sample, 4, seed)) for seed in range(10)}) > 1
    assert draw.draw(sample, len(draw.sentences(sample)), 1) == draw.sentences(sample)


def test_more_than_there_are_cannot_be_drawn(sample, root, capsys):
    """Too large a number is refused in words, and on the command line with the code for a wrong call."""
    with pytest.raises(ValueError, match="only"):
        draw.draw(sample, 1000, 1)
    docs = str(root / "tests/sample/docs")
    assert main(["--docs", docs, "draw", "1000", "--seed", "1"]) == 2
    assert "ask for fewer" in capsys.readouterr().err
    assert main(["--docs", docs, "draw", "2", "--seed", "1"]) == 0
    assert capsys.readouterr().out.startswith("2 sentences, seed 1\ndocs/actors/coast.md:")
