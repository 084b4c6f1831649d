"""What follows from an item of the question bank: its key, what proves it, whose words it holds, and what it may show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from edition import claims, prose
from edition.model import Edition, Item, Page, Proof, Segment
from edition.model.questions import Chunk
from edition.prose import HAN

QUOTED = re.compile(r"“([^”]*)”")
_HAN_RUN = re.compile(rf"{HAN.pattern}+(?:[，、·]{HAN.pattern}+)*")
# The sets of the quiz, in the order in which they are offered.
SETS = (
    "who-is-speaking",
    "read-the-argument",
    "check-the-claims",
    "who-is-in-what",
    "damage-report",
    "repair-and-confidence",
    "chinese-terms",
)
# The sets of the quiz whose distractors are errors of the machine or misconceptions with a name.
TRANSLATION = ("damage-report", "repair-and-confidence", "chinese-terms")
# From this many words on, a quotation is text of the article and no mere term of it.
QUOTED_TEXT = 5


@dataclass(frozen=True)
class Run:
    """A stretch of a text that is marked in one way: ``lang`` as BCP 47 or empty, ``machine`` for words of the machine."""

    text: str
    lang: str = ""
    machine: bool = False


def is_machine(words: str, edition: Edition) -> bool:
    """Tell whether words are the machine's and not ours: they stand in its text and not in the corrected one."""
    bare = words.strip(" ,.;:?!…")
    machine, corrected = _texts(edition)
    return bool(bare) and bare in machine and bare not in corrected


def _texts(edition: Edition) -> tuple[str, str]:
    """Give both texts whole, a line a segment."""
    if "texts" not in edition.memo:
        both = [(segment.machine, segment.corrected) for segment in edition.segments]
        edition.memo["texts"] = tuple("\n".join(texts) for texts in zip(*both, strict=True)) if both else ("", "")
    return edition.memo["texts"]


def runs(text: str, script: str | None, edition: Edition, *, whole: bool = False) -> list[Run]:
    """Part a text of an item into what is marked alike.

    Args:
        text: plain text.
        script: the language tag of its Chinese.
        edition: everything.
        whole: the text as a whole may be words of the machine, as an option of a repair is.

    Returns:
        Runs that give the text when joined; quotation marks stay outside what they quote.
    """
    if whole and is_machine(text, edition):
        return [Run(text, machine=True)]
    quoted = (found for found in QUOTED.finditer(text) if is_machine(found[1], edition))
    marks = [(*found.span(1), Run(found[1], machine=True)) for found in quoted]
    for found in _HAN_RUN.finditer(text):
        if not any(start <= found.start() < end for start, end, _ in marks):
            marks.append((*found.span(), Run(found[0], lang=script or "zh")))
    out, at = [], 0
    for start, end, run in sorted(marks, key=lambda mark: mark[0]):
        out += [Run(text[at:start])] if start > at else []
        out.append(run)
        at = end
    return out + ([Run(text[at:])] if at < len(text) else [])


def has_article_text(item: Item, edition: Edition) -> bool:
    """Tell whether an item holds text of the article, in either form, and so is not ours alone to license.

    While the text is withdrawn it cannot be compared: then every longer quotation counts.
    """
    if item.type in ("mark", "repair"):
        return True
    both = "\n".join(_texts(edition))

    def is_of_it(quoted: str) -> bool:
        known = edition.article.withdrawn or quoted.strip(" ,.;:?!…") in both
        return len(quoted.split()) >= QUOTED_TEXT and bool(known)

    return any(HAN.search(text) or any(map(is_of_it, QUOTED.findall(text))) for _, text in item.texts)


def asked(edition: Edition) -> tuple[Item, ...]:
    """Give the items that are asked: not retired, and while the article's text is withdrawn without any of it."""
    if "asked" not in edition.memo:
        gone = bool(edition.article.withdrawn)
        edition.memo["asked"] = tuple(
            item for item in edition.questions if not item.retired and not (gone and has_article_text(item, edition))
        )
    return edition.memo["asked"]


def members(key: str, edition: Edition) -> tuple[Item, ...]:
    """Give the items that are asked on a page or in a set."""
    live = {item.id for item in asked(edition)}
    return tuple(item for item in edition.items_by_page.get(key, ()) if item.id in live)


def fold(answer: str) -> str:
    """Fold a short answer for comparison: case, accents, width, hyphens, spaces and punctuation do not count.

    The script of the page does the same: NFKD (Unicode Standard Annex #15), then letters and digits alone.
    """
    plain = unicodedata.normalize("NFKD", answer.lower())
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def spans(item: Item, segment: Segment) -> list[tuple[int, int]] | None:
    """Give where the chunks of an item stand in a machine sentence, half-open; None where they do not stand there once."""
    pattern = r"\s*".join(f"({re.escape(chunk.text)})" for chunk in item.chunks)
    found = list(re.finditer(pattern, segment.machine))
    if len(found) != 1:
        return None
    return [found[0].span(index + 1) for index in range(len(item.chunks))]


def errors_in(chunk: Chunk, span: tuple[int, int], segment: Segment, edition: Edition) -> Iterator[str]:
    """Give the corrections whose machine words reach into a stretch; words left out count where they are missing."""
    for key in segment.corrections:
        correction = edition.correction_by_id[key]
        for start, end in correction.spans.get(segment.id, ()):
            inside = start < span[1] and end > span[0]
            left_out = start == end and span[0] <= start <= span[1] and chunk.origin == key
            if inside or left_out:
                yield key
                break


def proving(proof: Proof, edition: Edition) -> list[str] | None:
    """Give the texts of the place that a proof names, or None where there is no such place."""
    kind, key = proof.place
    if kind == "segment":
        segment = edition.by_id.get(key)
        return segment and [segment.corrected, segment.machine]
    if kind == "claim":
        claim = edition.claim_by_id.get(key)
        score = claim.score.label if claim and claim.score else ""
        return claim and [
            *(text for _, text in claim.authored.prose),
            *claim.authored.words,
            *filter(None, (claim.authored.type, claim.authored.verdict, claim.fate, score)),
        ]
    if kind == "source":
        source = edition.source_by_id.get(key)
        return source and [source.title, source.evidence, source.publisher]
    if kind == "correction":
        found = edition.correction_by_id.get(key)
        record = found and found.authored
        return record and [
            *filter(None, (record.explanation, record.mechanism, record.type, record.severity, record.reading)),
            *filter(None, (record.zh_hans, record.zh_hant, record.presumed, record.settles)),
            *(text for rival in record.rivals for text in (rival.wording, rival.against)),
            *(parallel.text for parallel in record.parallels),
            *record.words,
        ]
    if kind == "term":
        term = edition.term_by_id.get(key)
        return term and [
            term.definition,
            term.en,
            *term.forms,
            *term.machine,
            *filter(None, (term.zh_hans, term.zh_hant)),
            *(f"{use.by}: {use.use}" for use in term.uses),
        ]
    page = edition.page_by_key.get(key)
    return page and _of_page(page, edition)


def _of_page(page: Page, edition: Edition) -> list[str]:
    """Give the paragraphs and the rows of the fact box of a page, as they are read."""
    kept = edition.memo.setdefault("paragraphs", {})
    if page.path not in kept:
        facts = [f"{fact.label}: {fact.value}" for fact in page.front.facts]
        kept[page.path] = [prose.plain(paragraph.text) for paragraph in prose.paragraphs(page.body)] + facts
    return kept[page.path]


def stands(words: str, texts: list[str]) -> bool:
    """Tell whether words stand in one of the texts, white space apart."""
    bare = " ".join(words.split())
    return any(bare in " ".join(text.split()) for text in texts)


def is_contested(proof: Proof, edition: Edition) -> bool:
    """Tell whether what a proof rests on is a judgment: a reading that is not secure, or a claim that has no verdict.

    That a claim is of a type, or a reading of a grade, is a statement of this edition and no such judgment.
    """
    kind, key = proof.place
    if kind == "correction":
        record = edition.correction_by_id[key].authored
        return record.reading != "secure" and proof.words not in (record.reading, record.severity, record.type)
    if kind == "claim":
        claim = edition.claim_by_id[key]
        record = claim.authored
        is_open = record.verdict in (None, "not decided by the sources")
        return is_open and stands(proof.words, [record.text, *record.words])
    if kind == "segment":
        segment = edition.by_id[key]
        in_ours = proof.words in segment.corrected
        return in_ours and claims.reading_in(proof.words, segment, edition.correction_by_id) != "secure"
    return False


def longest_first(texts: list[str]) -> list[int]:
    """Give the lengths of texts in characters, the longest first."""
    return sorted(map(len, texts), reverse=True)


def is_balanced(texts: list[str]) -> bool:
    """Tell whether no text is much longer than the next or much shorter than the others: 1.8 times, or 20 characters."""
    lengths = longest_first(texts)
    return all(big <= small * 1.8 or big - small <= 20 for big, small in pairwise([lengths[0], lengths[-1]]))


def stop(text: str) -> str:
    """Give the full stop that a text wants before the next sentence, or nothing where it has a sign of its own."""
    return "" if text.rstrip()[-1:] in ".?!…" else "."


def place_name(place: str, edition: Edition) -> str:
    """Give the words for a place that an item sends to.

    Raises:
        LookupError: nothing has this key; the rules tell it with its line.
    """
    scheme, _, key = place.partition(":")
    if scheme == "segment":
        return edition.by_id[key].name if key in edition.by_id else f"¶{key[1:3].lstrip('0')}"
    if scheme == "claim":
        return f"claim {key}: {edition.claim_by_id[key].authored.label}"
    if scheme == "correction":
        words = edition.correction_by_id[key].authored.words[0]
        return f"the correction of “{re.sub(r'[][]', '', words).strip()}”"
    if scheme == "term":
        return f"“{edition.term_by_id[key].en}” in the glossary"
    slug, _, section = key.partition("#")
    page = edition.page_by_key[slug]
    return ": ".join(filter(None, (page.front.title, section and prose.title(page.body, section))))
