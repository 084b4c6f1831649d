"""What is counted: corrections by severity, reading, paragraph and type, and the score of what was seen."""

from __future__ import annotations

from collections import Counter
from typing import Any

from edition.model import Correction, Edition
from edition.prose import count
from edition.views.block import Block, BlockError, plain
from edition.views.corrections import SEVERITIES
from edition.views.text import spoken_range

ROW = 40
LEGEND = 34


def paragraph_of(correction: Correction) -> int:
    """Give the paragraph that a correction belongs to; 0 for one that runs through the text."""
    return 0 if correction.authored.typographic else int(next(iter(correction.spans))[1:3])


def _row(label: str, members: list[Correction], **more: object) -> dict[str, Any]:
    """Count some corrections by severity."""
    counted = Counter(correction.authored.severity for correction in members)
    return {"label": label, "counts": [counted[name] for name in SEVERITIES], "total": len(members), **more}


def counts(edition: Edition) -> dict[str, Any]:
    """Give the corrections counted by severity and sight of the Chinese, and by paragraph."""
    everything = list(edition.corrections)
    seen = [correction for correction in everything if correction.source_seen]
    unseen = [correction for correction in everything if not correction.source_seen]
    present = sorted({paragraph_of(correction) for correction in everything}, key=lambda number: number or 99)
    return {
        "severities": SEVERITIES,
        "whole": _row("All", everything),
        "sight": [_row("Chinese seen", seen), _row("Chinese not seen", unseen)],
        "paragraphs": [
            _row(
                f"¶{number}" if number else "Throughout",
                [correction for correction in everything if paragraph_of(correction) == number],
                key=f"p{number:02d}" if number else "all",
            )
            for number in present
        ],
        "faulty": sum(bool(segment.corrections) for segment in edition.segments),
        "segments": len(edition.segments),
    }


def chart(edition: Edition) -> dict[str, Any]:
    """Give the corrections by type and severity as bars; x and width are in percent of the drawing, y in pixels."""
    known = [f"{dimension}/{name}" for dimension, names in edition.typology.types.items() for name in names]
    rows = [_row(kind, [one for one in edition.corrections if one.authored.type == kind]) for kind in known]
    rows = sorted((row for row in rows if row["total"]), key=lambda row: -row["total"])
    most = max((row["total"] for row in rows), default=1)
    for index, row in enumerate(rows):
        row["y"] = LEGEND + index * ROW
        at, row["bars"] = 0, []
        for severity, number in zip(SEVERITIES, row["counts"], strict=True):
            if number:
                place = {"x": f"{at * 100 / most:.2f}", "width": f"{number * 100 / most:.2f}"}
                row["bars"].append({"severity": severity, "count": number, **place})
            at += number
    return {
        "severities": SEVERITIES,
        "rows": rows,
        "height": LEGEND + len(rows) * ROW,
        "whole": _row("All", list(edition.corrections)),
    }


def score(edition: Edition) -> dict[str, Any]:
    """Give the score of the paragraphs whose Chinese was seen.

    Penalty points are the sum of errors by severity times the weight of the severity; the quality score is 100 minus
    the points divided by the machine's words, as in section 8.2 of the MQM definition 0.9.2 of 2015-06-12. A
    typographic correction is one error, however often it occurs.

    Raises:
        BlockError: the typology has no scoring, or its source is not recorded.
    """
    scoring = edition.typology.scoring
    if scoring is None or scoring.source not in edition.source_by_id:
        raise BlockError("typology.yml wants a scoring with a source that is in docs/_data/sources/")
    sentences = [segment for segment in edition.segments if segment.kind == "sentence" and segment.source_seen]
    ids = {segment.id for segment in sentences}
    errors = [correction for correction in edition.corrections if ids & set(correction.spans)]
    counted = Counter(correction.authored.severity for correction in errors)
    rows = [
        {"severity": name, "count": counted[name], "weight": weight, "points": counted[name] * weight}
        for name in SEVERITIES
        if (weight := scoring.weights.get(name)) is not None
    ]
    points = sum(row["points"] for row in rows)
    length = sum(count(segment.machine) for segment in sentences)
    grave = {key for one in errors if one.authored.severity != "minor" for key in one.spans}
    return {
        "scoring": scoring,
        "source": edition.source_by_id[scoring.source],
        "checked": spoken_range(sorted({segment.paragraph for segment in sentences})),
        "rows": rows,
        "errors": len(errors),
        "points": points,
        "words": length,
        "rate": f"{points * 100 / length:.0f}",
        "score": f"{100 - points / length:.1f}",
        "sentences": len(sentences),
        "grave": len(ids & grave),
        "typographic": sum(one.authored.typographic for one in errors),
        "suspected": sum(not correction.source_seen for correction in edition.corrections),
    }


BLOCKS: dict[str, Block] = {"counts": plain(counts), "chart": plain(chart), "score": plain(score)}
