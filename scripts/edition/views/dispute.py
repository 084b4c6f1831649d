"""A report that disputes a reading, written out for every sentence, to be copied or sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from edition.model import Edition, Segment
from edition.views.block import Block, plain

BLANKS = ("My wording:", "My evidence (the Chinese, a parallel, or a reason):", "My name, if it may be printed:")


def report(segment: Segment, edition: Edition) -> str:
    """Give the text of a report: the sentence in both readings unless they are withdrawn, then what is to be filled in."""
    both = [f"Published: {segment.corrected}", f"Machine: {segment.machine}"]
    both = [] if edition.article.withdrawn else both
    return "\n".join([f"I dispute {segment.name} ({segment.id}).", *both, *BLANKS])


def address(segment: Segment, edition: Edition) -> str:
    """Give the address that opens the report in the tracker, or else in a mail; empty where neither is published."""
    title = f"{segment.name}: another reading"
    if edition.site.tracker:
        return f"{edition.site.tracker.rstrip('/')}/new?" + urlencode(
            {"title": title, "body": report(segment, edition)}
        )
    if edition.site.contact:
        fields = {"subject": title, "body": report(segment, edition)}
        return f"mailto:{edition.site.contact}?" + urlencode(fields, quote_via=quote)
    return ""


def dispute(edition: Edition) -> dict[str, Any]:
    """Give the reports, by paragraph, each with the address that sends it where there is one."""
    paragraphs: dict[int, list[dict[str, str]]] = {}
    for segment in edition.segments:
        one = {"name": segment.name, "report": report(segment, edition), "address": address(segment, edition)}
        paragraphs.setdefault(segment.paragraph, []).append(one)
    return {"paragraphs": paragraphs, "site": edition.site}


BLOCKS: dict[str, Block] = {
    "contact": plain(lambda edition: {"site": edition.site}),
    "dispute": plain(dispute),
}
