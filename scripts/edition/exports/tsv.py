"""The corrections as a table in the column form of MQM ratings, which Marot and the WMT tools read.

Columns by position: the ten of Marot's README ("Data file format"), google-research/google-research, marot/README.md.
Header names of the first nine: google/wmt-mqm-human-evaluation (Freitag et al. 2021, arXiv:2104.14478), as read by
google-research/mt-metrics-eval, converters/score_mqm.py. Both read without quoting, one line a row.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from edition.exports.withdrawal import quoted
from edition.model import Correction, Edition, Segment

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity", "metadata")
SYSTEM = "machine-text"
DOC = "two-oceans:Chinese-English"
RATER = "two-oceans"
NONE = "no-error"
_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Span = tuple[int, int]


def cell(text: str) -> str:
    r"""Write a text into one cell: tab, line ends and backslash as ``\t \n \r \\``, formulas behind an apostrophe.

    A spreadsheet runs a cell that begins with ``= + - @`` (OWASP, "CSV Injection").
    """
    out = "".join(_ESCAPES.get(char, char) for char in text)
    return "'" + out if out.startswith(("=", "+", "-", "@")) else out


def marked(text: str, spans: tuple[Span, ...]) -> str:
    """Set ``<v>…</v>`` round the spans; an omission is an empty pair.

    A tag of this form that the text itself contains gets a space, so that no reader takes it for a mark.
    """
    # At one place, what ends comes before what is empty, and that before what begins.
    marks = sorted(
        [(end, 0, "</v>") for start, end in spans if start < end]
        + [(start, 1, "<v></v>") for start, end in spans if start == end]
        + [(start, 2, "<v>") for start, end in spans if start < end]
    )
    out, at = [], 0
    for place, _, mark in marks:
        out += [_plain(text[at:place]), mark]
        at = place
    return "".join([*out, _plain(text[at:])])


def _plain(text: str) -> str:
    """Take the look of a mark from the text's own tags."""
    return re.sub(r"<(/?v>)", r"< \1", text)


def tokens(text: str, spans: list[Span]) -> list[str]:
    """Cut a text into words, white space, signs, and at every end of a span; joined they are the text."""
    cuts = {0, len(text)} | {place for span in spans for place in span}
    cuts |= {place for match in _TOKEN.finditer(text) for place in match.span()}
    return [text[start:end] for start, end in pairwise(sorted(cuts))]


def _token_spans(parts: list[str], spans: tuple[Span, ...]) -> list[list[int]]:
    """Give spans as pairs of first and last token; an omission covers none and has no pair."""
    starts, at = {}, 0
    for index, part in enumerate(parts):
        starts[at] = index
        at += len(part)
    starts[at] = len(parts)
    return [[starts[start], starts[end] - 1] for start, end in spans if start < end]


def _metadata(correction: Correction, segment: Segment) -> dict[str, Any]:
    """What no column holds; names that Marot documents first, ours after them."""
    record = correction.authored
    spans = correction.spans[segment.id]
    seen = {} if segment.source_seen else {"source_not_seen": True}
    return {
        "note": record.explanation,
        **({"corrected_translation": segment.corrected} if segment.corrected else {}),
        **seen,
        "correction": record.id,
        "reading": record.reading,
        "source_seen": list(segment.source_seen),
        "machine_spans": [list(span) for span in spans],
        "mechanism": record.mechanism,
        "rivals": [rival.wording for rival in record.rivals],
    }


def _rows(segment: Segment, number: int, edition: Edition) -> list[tuple[list[str], dict[str, Any]]]:
    """Give the rows of a segment: cells without the last, and what the last holds."""
    here = [correction for correction in edition.corrections if segment.id in correction.spans]
    parts = tokens(segment.machine, [span for c in here for span in c.spans[segment.id]]) if segment.machine else []
    head = [SYSTEM, DOC, str(number), segment.id, RATER, ""]
    about: dict[str, Any] = {"starts_paragraph": segment.sentence == 1}
    if parts:
        about["target_tokens"] = parts
    if not here:
        seen = {} if segment.source_seen else {"source_not_seen": True}
        return [([*head, cell(marked(segment.machine, ())), NONE, NONE], {**seen, "segment": about})]
    rows = []
    for correction in here:
        spans, record = correction.spans[segment.id], correction.authored
        metadata = _metadata(correction, segment)
        if segment.machine:
            metadata["target_spans"] = _token_spans(parts, spans)
            metadata["marked_text"] = " … ".join(segment.machine[start:end] for start, end in spans)
            target = marked(segment.machine, spans)
        else:
            target = " … ".join(_quotation(words) for words in record.words)
        metadata |= {"segment": about} if not rows else {}
        rows.append(([*head, cell(target), cell(record.type), record.severity.capitalize()], metadata))
    return rows


def _quotation(words: str) -> str:
    """Give quoted words with the words meant between marks."""
    before, meant, after = quoted(words)
    return f"{_plain(before)}<v>{_plain(meant)}</v>{_plain(after)}"


def write(edition: Edition) -> bytes:
    """Write one row for every correction in every segment that it touches, and one for a segment without any.

    Args:
        edition: what ``published`` gives.

    Returns:
        UTF-8; a header line, then rows in the order of the text, ten cells each; the last is a JSON object.
    """
    withdrawn = edition.article.withdrawn
    evaluation = {
        "template": edition.typology.name,
        "source_language": "zh",
        "target_language": "en",
        "provenance": f"{edition.provenance.drafted} {edition.provenance.reviewed}",
        **({"withdrawn": withdrawn.date, "notice": withdrawn.notice} if withdrawn else {}),
    }
    lines = ["\t".join(COLUMNS)]
    rows = [row for number, segment in enumerate(edition.segments, 1) for row in _rows(segment, number, edition)]
    for index, (cells, metadata) in enumerate(rows):
        full = metadata if index else {**metadata, "evaluation": evaluation}
        lines.append("\t".join([*cells, json.dumps(full, ensure_ascii=False)]))
    return ("\n".join(lines) + "\n").encode()
