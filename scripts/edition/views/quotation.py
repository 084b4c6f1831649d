"""How much of the article is quoted where it is withdrawn: a few words of each segment, and a sign that there is more."""

from __future__ import annotations

import re

WORDS = 12
MORE = " …"


def end(text: str) -> int:
    """Give where a short quotation of a text ends: behind its twelfth word, and never behind more than half of them."""
    found = list(re.finditer(r"\S+", text))
    count = min(WORDS, len(found) // 2)
    return found[count - 1].end() if count else 0


def short(text: str) -> str:
    """Give a short quotation of a text."""
    return text[: end(text)] + (MORE if end(text) < len(text) else "")
