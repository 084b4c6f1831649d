"""The edition as JSON and as plain text."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from edition.exports import form
from edition.exports.withdrawal import RIGHTS, quoted
from edition.model import Correction, Edition, Segment
from edition.resolve import edits_of


def _segment(segment: Segment, edition: Edition) -> dict[str, Any]:
    """One segment; ``machine + machine_tail`` joined over all segments is the machine text, unless it is withdrawn."""
    grades = {
        "source_seen": list(segment.source_seen),
        "reading": segment.reading,
        "carried": segment.carried,
        "corrections": list(segment.corrections),
    }
    if edition.article.withdrawn:
        return {"id": segment.id, "kind": segment.kind, **grades}
    return {
        "id": segment.id,
        "kind": segment.kind,
        "machine": segment.machine,
        "machine_tail": segment.machine_tail,
        "corrected": segment.corrected,
        **grades,
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
        "words": list(record.words),
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
        "parallels": [parallel.model_dump() for parallel in record.parallels],
        "rivals": [rival.model_dump() for rival in record.rivals],
        "settles": record.settles,
    }


def as_json(edition: Edition) -> bytes:
    """Write the edition as JSON: article, who answers for it, typology, segments, corrections.

    Returns:
        UTF-8, two-space indents, a final newline.
    """
    content = {
        "$schema": "edition.schema.json",
        "title": "Two Oceans: the edition",
        "rights": RIGHTS,
        "article": edition.article.model_dump(),
        "provenance": edition.provenance.model_dump(),
        "typology": {"name": edition.typology.name, "url": edition.typology.url},
        "segments": [_segment(segment, edition) for segment in edition.segments],
        "corrections": [_correction(correction) for correction in edition.corrections],
    }
    return form.as_json(content)


def _withdrawn_text(edition: Edition, notice: str) -> list[str]:
    """Give what stands for the text of a withdrawn article: the notice, the grades, the corrections in short."""
    blocks = [notice]
    blocks += [
        f"{segment.id}: {segment.kind}; Chinese {'seen' if segment.source_seen else 'not seen'}; {segment.reading}"
        for segment in edition.segments
    ]
    for correction in edition.corrections:
        record = correction.authored
        quotations = ", ".join(f"“{''.join(quoted(words))}”" for words in record.words)
        places = ", ".join(correction.spans)
        grade = f"{record.type}, {record.severity}, {record.reading}"
        blocks.append(f"{record.id} ({places}; {grade}): {quotations}. {record.explanation.strip()}")
    return blocks


def as_text(edition: Edition) -> bytes:
    """Write the published text: paragraphs apart by an empty line, sentences by a space."""
    withdrawn = edition.article.withdrawn
    if withdrawn:
        parts = _withdrawn_text(edition, f"{withdrawn.date}: {withdrawn.notice}")
        return ("\n\n".join(parts) + "\n").encode()
    blocks = [
        " ".join(segment.corrected for segment in group)
        for _, group in groupby(edition.segments, key=lambda segment: segment.paragraph)
    ]
    return ("\n\n".join(blocks) + "\n").encode()
