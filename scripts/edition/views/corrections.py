"""The corrections one by one, the facets by which they are filtered, and the questions that are still open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from edition.claims import gravity
from edition.model import OPEN, READINGS, Correction, Edition, Segment
from edition.notation import Edit
from edition.views.block import Block, facet, plain

SEVERITIES = ("critical", "major", "minor")
CONTEXT = 6
SHORT = 8
Run = tuple[str, bool]
_QUOTED = re.compile(r'"([^"]*)"')


def machine_runs(segment: Segment, spans: Iterable[tuple[int, int]]) -> list[Run]:
    """Give the machine text of a segment as runs, those of the spans marked; an omission is an empty marked run."""
    runs: list[Run] = []
    at = 0
    for start, end in sorted(spans):
        runs += [(segment.machine[at:start], False), (segment.machine[max(at, start) : end], True)]
        at = max(at, end)
    return [*runs, (segment.machine[at:], False)]


def corrected_runs(segment: Segment, key: str) -> list[Run]:
    """Give the published text of a segment as runs, those marked that edits of this correction put there."""
    runs: list[Run] = []
    for piece in segment.pieces:
        text, marked = (piece.new, key in piece.owners) if isinstance(piece, Edit) else (piece.text, False)
        if runs and runs[-1][1] == marked:
            runs[-1] = (runs[-1][0] + text, marked)
        elif text or marked:
            runs.append((text, marked))
    return runs


def _first(text: str, count: int) -> str:
    """Give the first words of a text, with the white space that leads in."""
    words = text.split()
    space = " " if text[:1].isspace() else ""
    return f"{space}{' '.join(words[:count])} …" if len(words) > count else text


def _last(text: str, count: int) -> str:
    """Give the last words of a text, with the white space that leads out."""
    words = text.split()
    space = " " if text[-1:].isspace() else ""
    return f"… {' '.join(words[-count:])}{space}" if len(words) > count else text


def window(runs: list[Run]) -> list[dict[str, Any]]:
    """Cut unmarked runs down to a few words beside the marked ones."""
    last = len(runs) - 1
    out = []
    for index, (text, marked) in enumerate(runs):
        if marked:
            cut = text
        elif index == 0:
            cut = _last(text, CONTEXT)
        elif index == last:
            cut = _first(text, CONTEXT)
        else:
            middle = len(text.split()) > 2 * CONTEXT
            cut = f"{_first(text, CONTEXT)} {_last(text, CONTEXT)[2:]}" if middle else text
        if cut or marked:
            out.append({"text": cut, "marked": marked})
    return out


def _short(runs: list[Run]) -> str:
    """Give the first marked words alone: what is left of a quotation when the text is withdrawn."""
    words = " ".join(text for text, marked in runs if marked).split()
    return " ".join(words[:SHORT]).lstrip(" ,.;") + (" …" if len(words) > SHORT else "")


def _label(runs: list[Run], words: str) -> str:
    """Give the words by which a correction is called: those that it is about, or where words are missing.

    Args:
        runs: the machine text, the words meant marked.
        words: the record's quotation, for marked runs that hold no letter.
    """
    marked = [text for text, mark in runs if mark and text]
    if marked:
        said = next((text for text in marked if re.search(r"\w", text)), words.replace("[", "").replace("]", ""))
        return f"“{_plain(_first(said.strip().lstrip('.,').rstrip(','), SHORT))}”"
    before = next((text for text, mark in runs if not mark and text), "").split()
    return f"words missing after “{_plain(' '.join(before[-2:]))}”" if before else "words missing at the beginning"


def _plain(text: str) -> str:
    """Make the machine's quotation marks inner ones, or leave them out where they stand around the whole or alone."""
    if _QUOTED.fullmatch(text) or text.count('"') % 2:
        return text.replace('"', "")
    return _QUOTED.sub(r"‘\1’", text)


def entry(correction: Correction, edition: Edition) -> dict[str, Any]:
    """Give one correction as it is shown: both readings in context, evidence, and what filters go by."""
    record = correction.authored
    key = next(iter(correction.spans))
    segment = edition.by_id[key]
    spans = correction.spans[key][:1] if record.typographic else correction.spans[key]
    earlier, corrected = machine_runs(segment, spans), corrected_runs(segment, correction.id)
    if record.typographic:
        corrected = [(segment.corrected, False)]
    return {
        "correction": correction,
        "record": record,
        "segment": segment,
        "label": record.id[2:].replace("-", " ").capitalize()
        if record.typographic
        else _label(earlier, record.words[0]),
        "earlier": window(earlier),
        "corrected": window(corrected) if any(marked for _, marked in corrected) else [],
        "nothing": not any(marked and text.strip() for text, marked in corrected),
        "earlier_short": _short(earlier),
        "corrected_short": _short(corrected),
        "places": sum(map(len, correction.spans.values())),
        "sentences": len(correction.spans),
        "dimension": record.type.partition("/")[0],
        "type": record.type.replace("/", ": ", 1),
        "parallels": [
            {"text": parallel.text, "source": edition.source_by_id.get(parallel.source or "")}
            for parallel in record.parallels
        ],
        "claims": edition.claims_by_correction.get(correction.id, ()),
        "gravity": gravity(correction, edition),
        "values": list(_facets_of(correction).values()),
    }


def slug(text: str) -> str:
    """Give a value as it stands in addresses: small letters, hyphens for spaces."""
    return text.casefold().replace(" ", "-")


def _facets_of(correction: Correction) -> dict[str, str]:
    """Give the value of each facet."""
    record = correction.authored
    return {
        "severity": record.severity,
        "reading": slug(record.reading),
        "source": "seen" if correction.source_seen else "unseen",
        "type": slug(record.type.partition("/")[0]),
    }


def by_paragraph(edition: Edition, chosen: Iterable[Correction]) -> list[dict[str, Any]]:
    """Give corrections in groups, in the order of the machine text; typographic ones come last, in one group."""
    order = {segment.id: index for index, segment in enumerate(edition.segments)}

    def place(correction: Correction) -> tuple[bool, int, tuple[tuple[int, int], ...]]:
        key = next(iter(correction.spans))
        return correction.authored.typographic, order[key], correction.spans[key]

    def number(correction: Correction) -> int:
        return 0 if correction.authored.typographic else edition.by_id[next(iter(correction.spans))].paragraph

    groups = []
    for paragraph, members in groupby(sorted(chosen, key=place), key=number):
        entries = [entry(correction, edition) for correction in members]
        groups.append(
            {
                "key": f"p{paragraph:02d}" if paragraph else "all",
                "number": paragraph,
                "entries": entries,
                "values": list(dict.fromkeys(value for one in entries for value in one["values"])),
            }
        )
    return groups


FACETS: dict[str, tuple[str, dict[str, str]]] = {
    "severity": ("Severity", {name: name for name in SEVERITIES}),
    "reading": ("Reading", {slug(name): name for name in READINGS}),
    "source": ("Chinese", {"seen": "seen", "unseen": "not seen"}),
    "type": ("Type", {}),
}


def filters(edition: Edition) -> dict[str, Any]:
    """Give the facets, each with its values and how many corrections have each."""
    values = [_facets_of(correction) for correction in edition.corrections]
    dimensions = {slug(name): name for name in edition.typology.types}
    facets = []
    for key, (label, names) in FACETS.items():
        counted = Counter(one[key] for one in values)
        options = ((value, name, counted[value]) for value, name in (names or dimensions).items())
        facets.append(facet(key, label, options))
    return {"facets": facets, "total": len(values), "noun": "corrections"}


def corrections(edition: Edition) -> dict[str, Any]:
    """Give every correction, by paragraph."""
    return {"groups": by_paragraph(edition, edition.corrections)}


def open_questions(edition: Edition) -> dict[str, Any]:
    """Give every gap, conjecture and contested reading, by paragraph, and how many there are of each."""
    chosen = [correction for correction in edition.corrections if correction.authored.reading in OPEN]
    counts = [{"reading": reading, "count": sum(one.authored.reading == reading for one in chosen)} for reading in OPEN]
    return {"groups": by_paragraph(edition, chosen), "counts": counts, "total": len(chosen)}


def gravities(edition: Edition) -> dict[str, Any]:
    """Give how many corrections have which severity and which gravity, and those where the two differ."""
    pairs = [(one.authored.severity, gravity(one, edition), one) for one in edition.corrections]
    counted = Counter((severity, grave) for severity, grave, _ in pairs)
    differing = [
        {
            "severity": severity,
            "gravity": grave,
            "corrections": [
                {"id": one.id, "claims": edition.claims_by_correction.get(one.id, ())}
                for mine, computed, one in pairs
                if (mine, computed) == (severity, grave)
            ],
        }
        for severity in SEVERITIES
        for grave in SEVERITIES
        if severity != grave and counted[severity, grave]
    ]
    return {
        "rows": [{"severity": name, "counts": [counted[name, grave] for grave in SEVERITIES]} for name in SEVERITIES],
        "gravities": SEVERITIES,
        "total": len(pairs),
        "agreeing": sum(counted[name, name] for name in SEVERITIES),
        "differing": differing,
    }


BLOCKS: dict[str, Block] = {
    "gravity": plain(gravities),
    "corrections": plain(corrections),
    "filters": plain(filters),
    "open-questions": plain(open_questions),
}
