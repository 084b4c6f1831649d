"""The faults of the machine text for Compare: where they stand, and what is known of each."""

from __future__ import annotations

import itertools
import re
from typing import Any

from edition.model import Correction, Edition, Segment
from edition.notation import Edit
from edition.views import quotation

SEVERITIES = ("minor", "major", "critical")


def machine_runs(segment: Segment, edition: Edition, end: int) -> list[dict[str, Any]]:
    """Give the machine text of a segment as runs that begin and end where faults do.

    Args:
        segment: whose machine text.
        edition: for the corrections.
        end: how much of the text is shown, in code points.

    Returns:
        For each run its text, the corrections it belongs to, the graver first, and their worst severity, or "". A run
        without text is an omission. The texts, joined, are the machine text up to ``end``.
    """
    spans = [(start, stop, record) for record in _records(segment, edition) for start, stop in record.spans[segment.id]]
    bounds = sorted({0, end, *(min(at, end) for start, stop, _ in spans for at in (start, stop))})
    runs: list[dict[str, Any]] = []
    for start, stop in itertools.pairwise([*bounds, end]):
        lost = [record for first, last, record in spans if first == last == start]
        if lost:
            runs.append(_run("", lost, segment))
        over = [record for first, last, record in spans if first <= start and stop <= last]
        # White space at the ends is set apart, so that no link begins or ends in the air.
        parts = re.split(r"^(\s+)|(\s+)$", segment.machine[start:stop])
        runs += [_run(part, over, segment) for part in parts if part]
    return runs


def _run(text: str, records: list[Correction], segment: Segment) -> dict[str, Any]:
    """Give one run; its address is that of its gravest correction."""
    ranked = sorted(dict.fromkeys(records), key=lambda record: -SEVERITIES.index(record.authored.severity))
    return {
        "text": text,
        "severity": ranked[0].authored.severity if ranked else "",
        "to": address(segment, ranked[0]) if ranked else "",
        "kinds": [f"{record.authored.type}, {record.authored.severity}" for record in ranked],
    }


def address(segment: Segment, record: Correction) -> str:
    """Give the id under which Compare shows a correction of a segment."""
    return f"{segment.id}-{record.id}"


def entries(segment: Segment, edition: Edition) -> list[dict[str, Any]]:
    """Give what Compare says of the corrections of a segment, in the order of the machine text.

    Returns:
        For each its address, the record, the machine words with what stands around them, and the corrected words;
        short quotations of both where the article is withdrawn.
    """
    records = sorted(_records(segment, edition), key=lambda record: record.spans[segment.id])
    found: list[dict[str, Any]] = [
        {
            "id": address(segment, record),
            "record": record.authored,
            "seen": record.source_seen,
            "places": len(record.spans[segment.id]),
            "machine": [] if record.authored.typographic else [quoted(words) for words in record.authored.words],
            "corrected": [] if record.authored.typographic else _corrected(segment, record),
        }
        for record in records
    ]
    if edition.article.withdrawn:
        for item in found:
            item["machine"] = [
                {"before": "", "fault": quotation.short(one["fault"]), "after": ""} for one in item["machine"]
            ]
            item["corrected"] = [quotation.short(words) for words in item["corrected"]]
    return found


def quoted(words: str) -> dict[str, str]:
    """Split quoted machine words into what stands before, the fault itself (empty for an omission), and after."""
    before, bracket, rest = words.partition("[")
    inner, _, after = rest.partition("]")
    return (
        {"before": before, "fault": inner, "after": after} if bracket else {"before": "", "fault": words, "after": ""}
    )


def _corrected(segment: Segment, record: Correction) -> list[str]:
    """Give the corrected words of the edits that a correction owns."""
    own = [piece.new.strip() for piece in segment.pieces if isinstance(piece, Edit) and record.id in piece.owners]
    return [words for words in own if words]


def _records(segment: Segment, edition: Edition) -> list[Correction]:
    """Give the corrections that have spans in a segment, each once."""
    found = [edition.correction_by_id[key] for key in segment.corrections]
    return [record for record in found if segment.id in record.spans]
