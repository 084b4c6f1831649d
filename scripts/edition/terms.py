"""Where the words of the glossary stand in a text: the one matcher that marks, counts and checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from edition.model import Edition, Term

_Matcher = tuple[re.Pattern[str], dict[str, str]]


def wordings(term: Term) -> tuple[str, ...]:
    """Give the ways a term may be written: its English and its declared forms."""
    return (term.en, *term.forms)


def _folded(wording: str) -> str:
    """Give a wording with its first letter in lower case, in which alone a text may differ from it."""
    return wording[:1].lower() + wording[1:]


@lru_cache(maxsize=8)
def _matcher(terms: tuple[Term, ...]) -> _Matcher:
    """Compile one pattern for all wordings, the longest first, and the id that each stands for."""
    ids = {_folded(wording): term.id for term in reversed(terms) for wording in reversed(wordings(term))}
    longest = sorted(ids, key=lambda wording: (-len(wording), wording))
    either = "|".join(f"[{re.escape(w[0].upper())}{re.escape(w[0])}]{re.escape(w[1:])}" for w in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if longest else r"(?!)"), ids


def find(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, str]]:
    """Give every place where a wording stands: start, end and term id, in the order of the text, without overlap.

    A wording is found as whole words (a hyphen belongs to a word), the longest one at each place; only the case of
    its first letter may differ.
    """
    pattern, ids = _matcher(terms)
    for match in pattern.finditer(text):
        yield match.start(), match.end(), ids[_folded(match[0])]


def mark(text: str, edition: Edition, seen: set[str] | frozenset[str]) -> list[tuple[str, str | None]]:
    """Split a text into stretches and name the term that a stretch is the first occurrence of.

    Args:
        text: plain English, without markup.
        edition: for its terms.
        seen: terms that need no mark any more; it is not changed. Add the ids of the result to it for the next text.

    Returns:
        ``[(stretch, term id or None), …]``; the stretches, joined, are the text, none is empty, and no id comes twice.
    """
    stretches: list[tuple[str, str | None]] = []
    named, at = set(seen), 0
    for start, end, key in find(text, edition.terms):
        if key in named:
            continue
        named.add(key)
        if start > at:
            stretches.append((text[at:start], None))
        stretches.append((text[start:end], key))
        at = end
    if at < len(text):
        stretches.append((text[at:], None))
    return stretches
