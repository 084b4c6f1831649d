"""Where the words of the glossary and the subjects of pages stand in a text: the one matcher that marks, counts and checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from edition.model import Edition, Page, Subject, Term

# Pairs of a wording and the key that it stands for.
Wordings = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Target:
    """Where a marked word leads: to a term of the glossary, or to a page (``path``) or a section of it (``section``).

    ``key`` is unlike that of any other target; ``title`` and ``text`` are what a preview says.
    """

    key: str
    title: str
    text: str
    term: Term | None = None
    path: str = ""
    section: str | None = None


def wordings(term: Term) -> tuple[str, ...]:
    """Give the ways a term may be written: its English and its declared forms."""
    return (term.en, *term.forms)


def _folded(wording: str) -> str:
    """Give a wording with its first letter in lower case, in which alone a text may differ from it."""
    return wording[:1].lower() + wording[1:]


@lru_cache(maxsize=128)
def _matcher(pairs: Wordings) -> tuple[re.Pattern[str], dict[str, str]]:
    """Compile one pattern for all wordings, the longest first, and the key that each stands for, the first given."""
    keys = {_folded(wording): key for wording, key in reversed(pairs)}
    longest = sorted(keys, key=lambda wording: (-len(wording), wording))
    either = "|".join(f"[{re.escape(w[0].upper())}{re.escape(w[0])}]{re.escape(w[1:])}" for w in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if longest else r"(?!)"), keys


def search(text: str, pairs: Wordings) -> Iterator[tuple[int, int, str]]:
    """Give every place where a wording stands: start, end and key, in the order of the text, without overlap.

    A wording is found as whole words (a hyphen belongs to a word), the longest one at each place; only the case of
    its first letter may differ.
    """
    pattern, keys = _matcher(pairs)
    for match in pattern.finditer(text):
        yield match.start(), match.end(), keys[_folded(match[0])]


@lru_cache(maxsize=128)
def _of_terms(terms: tuple[Term, ...]) -> Wordings:
    return tuple((wording, term.id) for term in terms for wording in wordings(term))


def find(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, str]]:
    """Give every place where a wording of the terms stands: start, end and term id, as ``search`` does."""
    return search(text, _of_terms(terms))


def named(text: str, subject: Subject) -> list[tuple[int, int]]:
    """Give the places where the corrected text names the subject of a page."""
    pairs = tuple((form, "") for form in subject.article_forms)
    return [(start, end) for start, end, _ in search(text, pairs)]


def target_of(page: Page, section: str | None, title: str) -> Target:
    """Give the target that a page's subject is."""
    key = f"{page.key}-{section}" if section else page.key
    return Target(f"page-{key}", title, page.front.description, path=page.path, section=section)


def targets(edition: Edition) -> tuple[Wordings, dict[str, Target]]:
    """Give what the words of the text lead to: the page about a thing before the glossary's entry on it."""
    found: dict[str, Target] = {}
    pairs: list[tuple[str, str]] = []
    for page in edition.background:
        for section, title, subject in page.subjects:
            target = target_of(page, section, title)
            found[target.key] = target
            pairs += [(form, target.key) for form in subject.article_forms]
    for term in edition.terms:
        found[term.id] = Target(term.id, term.en, term.definition, term=term)
        pairs += [(wording, term.id) for wording in wordings(term)]
    return tuple(pairs), found


def page_of(term: Term, edition: Edition) -> Target | None:
    """Give the page that is about what a term means, if there is one: they share a wording."""
    own = {_folded(wording) for wording in wordings(term)}
    for page in edition.background:
        for section, title, subject in page.subjects:
            if own & {_folded(form) for form in subject.article_forms}:
                return target_of(page, section, title)
    return None


def split(
    text: str, places: Iterator[tuple[int, int, str]], seen: set[str] | frozenset[str]
) -> list[tuple[str, str | None]]:
    """Split a text into stretches and name what a stretch is the first occurrence of.

    Args:
        text: plain English, without markup.
        places: start, end and key of what stands in it.
        seen: keys that need no mark any more; it is not changed. Add the keys of the result to it for the next text.

    Returns:
        ``[(stretch, key or None), …]``; the stretches, joined, are the text, none is empty, and no key comes twice.
    """
    stretches: list[tuple[str, str | None]] = []
    done, at = set(seen), 0
    for start, end, key in places:
        if key in done:
            continue
        done.add(key)
        if start > at:
            stretches.append((text[at:start], None))
        stretches.append((text[start:end], key))
        at = end
    if at < len(text):
        stretches.append((text[at:], None))
    return stretches


def mark(text: str, edition: Edition, seen: set[str] | frozenset[str]) -> list[tuple[str, str | None]]:
    """Split a text into stretches that name the terms of the glossary in it; see ``split``."""
    return split(text, find(text, edition.terms), seen)
