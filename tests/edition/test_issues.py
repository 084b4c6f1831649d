"""Findings: every code can be explained, and findings read the same for people and machines."""

import re
from pathlib import Path

from edition.issues import CATALOGUE, Issue, nearest, report

SOURCES = Path(__file__).resolve().parents[2] / "scripts" / "edition"


def test_every_code_has_a_sentence_and_a_hint():
    """No finding leaves an author without words."""
    for code, entry in CATALOGUE.items():
        assert re.fullmatch(r"[A-Z]\d{3}", code)
        assert entry.sentence.endswith(".")
        assert entry.hint.endswith((".", "."))


def test_every_code_is_used_and_known():
    """Code and catalogue name the same codes."""
    used = set()
    for file in SOURCES.rglob("*.py"):
        if file.name != "issues.py":
            used |= set(re.findall(r'"([A-Z]\d{3})"', file.read_text(encoding="utf-8")))
    assert used == set(CATALOGUE)


def test_a_report_is_sorted_and_counted():
    """Findings stand in the order of files and lines, each once, with place, code and hint."""
    one, two = Issue("docs/b.md", 2, "P002", "“B”."), Issue("docs/a.md", 9, "P002", "“A”.")
    text = report([one, two, one])
    assert text.index("docs/a.md:9: P002") < text.index("docs/b.md:2: P002")
    assert "hint: " in text
    assert text.endswith("2 issues found.")


def test_the_nearest_spelling_is_offered():
    """A slip is answered with the word that was meant, nonsense with nothing."""
    assert nearest("secur", ["secure", "contested"]) == " Did you mean 'secure'?"
    assert nearest("xyz", ["secure"]) == ""
