"""Rules about authored pages, and the one place that expands them all beforehand."""

from __future__ import annotations

import re

from edition import blocks
from edition.issues import Issue
from edition.load import Sources
from edition.markdown import outside_code
from edition.model import Edition

_HEADING = re.compile(r"^(#{1,6}) +(.*)$")
_ID = re.compile(r"\{[^}]*#([a-z][a-z0-9-]*)[^}]*\}\s*$")


def headings_have_ids(edition: Edition, sources: Sources) -> None:
    """P002, P003: every heading has an authored id, once on its page."""
    for page in edition.pages:
        seen: dict[str, int] = {}
        for number, line in outside_code(page.body):
            heading = _HEADING.match(line)
            if not heading:
                continue
            path, at = f"docs/{page.path}", number + page.offset
            found = _ID.search(line)
            if not found:
                sources.issues.append(Issue(path, at, "P002", f"“{heading[2]}”."))
            elif found[1] in seen:
                sources.issues.append(Issue(path, at, "P003", f"'{found[1]}' also stands in line {seen[found[1]]}."))
            else:
                seen[found[1]] = at


def pages_expand(edition: Edition, sources: Sources) -> None:
    """B and R: every block and reference of every page can be filled."""
    for page in edition.pages:
        sources.issues += blocks.expand(page.body, page.path, edition, page.offset)[1]


RULES = (headings_have_ids, pages_expand)
