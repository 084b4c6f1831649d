"""Rules that look across records: one function per rule, grouped by family; each gives findings and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from edition.load import Sources
from edition.model import Edition
from edition.rules import background, claims, corrections, pages, questions, segments, sources, spending, terms

Rule = Callable[[Edition, Sources], None]

RULES: tuple[Rule, ...] = (
    *segments.RULES,
    *corrections.RULES,
    *pages.RULES,
    *terms.RULES,
    *sources.RULES,
    *background.RULES,
    *claims.RULES,
    *questions.RULES,
    *spending.RULES,
)


def run(edition: Edition, sources: Sources) -> None:
    """Run every rule; findings go to ``sources``."""
    for rule in RULES:
        rule(edition, sources)
