"""The edition as JSON and as plain text."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from edition.model import Correction, Edition, Segment
from edition.resolve import edits_of


def _segment(segment: Segment, edition: Edition) -> dict[str, Any]:
    """One segment; ``machine + machine_tail`` joined over all segments is the machine text."""
    return {
        "id": segment.id,
        "kind": segment.kind,
        "machine": segment.machine,
        "machine_tail": segment.machine_tail,
        "corrected": segment.corrected,
        "source_seen": list(segment.source_seen),
        "reading": segment.reading,
        "carried": segment.carried,
        "corrections": list(segment.corrections),
        "edits": [
            {
                "machine_span": list(span),
                "old": edit.old,
                "new": edit.new,
                "kind": edit.kind,
                "corrections": [owner for owner in edit.owners if owner.startswith("c-")],
                "rest": edit.rest,
                "reading": edition.reading_of(edit),
            }
            for span, edit in edits_of(segment)
        ],
    }


def _correction(correction: Correction) -> dict[str, Any]:
    """One correction; spans are half-open, in code points of the segment's ``machine``."""
    record = correction.authored
    places = [
        {"segment": key, "machine_spans": [list(span) for span in spans]} for key, spans in correction.spans.items()
    ]
    return {
        "id": record.id,
        **places[0],
        "also": places[1:],
        "type": record.type,
        "severity": record.severity,
        "mechanism": record.mechanism,
        "source_seen": list(correction.source_seen),
        "reading": record.reading,
        "explanation": record.explanation,
        "chinese": {
            "zh-Hans": record.zh_hans,
            "zh-Hant": record.zh_hant,
            "zh-Latn-pinyin": record.pinyin,
            "presumed": record.presumed,
        },
        "parallels": list(record.parallels),
        "rivals": [rival.model_dump() for rival in record.rivals],
        "settles": record.settles,
    }


def as_json(edition: Edition) -> bytes:
    """Write the edition as JSON: article, who answers for it, typology, segments, corrections.

    Returns:
        UTF-8, two-space indents, a final newline.
    """
    content = {
        "title": "Two Oceans: the edition",
        "rights": "The commentary belongs to its author and Ming Pao and is excluded from the site's license.",
        "article": edition.article.model_dump(),
        "provenance": edition.provenance.model_dump(),
        "typology": {"name": edition.typology.name, "url": edition.typology.url},
        "segments": [_segment(segment, edition) for segment in edition.segments],
        "corrections": [_correction(correction) for correction in edition.corrections],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(edition: Edition) -> bytes:
    """Write the published text: paragraphs apart by an empty line, sentences by a space."""
    blocks = [
        " ".join(segment.corrected for segment in group)
        for _, group in groupby(edition.segments, key=lambda segment: segment.paragraph)
    ]
    return ("\n\n".join(blocks) + "\n").encode()
