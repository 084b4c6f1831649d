"""Rights in the data files, and their take-down switch: full texts out, short quotations and a dated notice in."""

from __future__ import annotations

from dataclasses import replace

from edition.model import Correction, Edition

RIGHTS = "The commentary belongs to its author and Ming Pao and is excluded from the site's license."
QUOTATION_WORDS = 25


def short(text: str) -> str:
    """Cut a text to a quotation of at most ``QUOTATION_WORDS`` words; white space is the only thing between words."""
    words = text.split()
    return text if len(words) <= QUOTATION_WORDS else " ".join(words[:QUOTATION_WORDS]) + " …"


def quoted(words: str) -> tuple[str, str, str]:
    """Read the notation of ``AuthoredCorrection.words``: what stands before the words meant, they, what stands after.

    Without brackets all the words are meant; ``[]`` marks an omission, and what is meant is empty.
    """
    before, bracket, rest = words.partition("[")
    meant, _, after = rest.partition("]")
    return (before, meant, after) if bracket else ("", words, "")


def _brief(correction: Correction) -> Correction:
    """Cut what a correction quotes of either reading."""
    record = correction.authored
    rivals = tuple(rival.model_copy(update={"wording": short(rival.wording)}) for rival in record.rivals)
    update = {"words": tuple(short(words) for words in record.words), "rivals": rivals}
    return replace(correction, authored=record.model_copy(update=update))


def published(edition: Edition) -> Edition:
    """Give the edition as the data files may carry it.

    Args:
        edition: everything.

    Returns:
        The edition itself; or, where the article is withdrawn, one whose segments have no text in either reading and
        whose corrections quote at most ``QUOTATION_WORDS`` words at a time. A writer that is given the result cannot
        publish a full text.
    """
    if edition.article.withdrawn is None:
        return edition
    return replace(
        edition,
        segments=tuple(replace(segment, pieces=(), machine_tail="") for segment in edition.segments),
        corrections=tuple(_brief(correction) for correction in edition.corrections),
    )
