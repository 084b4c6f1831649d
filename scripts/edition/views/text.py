"""The text itself: corrected and machine readings, masthead, provenance, witnesses."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from edition import terms
from edition.model import GAP, READINGS, Edition, Segment
from edition.notation import Edit
from edition.prose import count, minutes
from edition.resolve import beside_gap
from edition.views import faults, quotation
from edition.views.block import Block, BlockError, plain
from edition.views.notes import Note, notes, opened

_PARAGRAPHS = re.compile(r"^p(\d\d)(?:-p(\d\d))?$")


def runs(segment: Segment, edition: Edition, here: Sequence[Note] = ()) -> list[dict[str, Any]]:
    """Give the corrected text of a segment as runs: text, its mark (plain, contested, conjecture or gap), its notes.

    A gap is its own run; the rest of an edit carries the weakest reading of its corrections other than the gap's.
    A run ends where a marker of ``here`` stands, and ``notes`` holds the notes whose markers stand behind it.
    Where the text is withdrawn, the runs give a short quotation of it, and later markers stand behind its end.
    """
    found: list[tuple[str, str]] = []
    for piece in segment.pieces:
        if not isinstance(piece, Edit):
            found.append((piece.text, "plain"))
            continue
        weakest = beside_gap(piece, edition.correction_by_id)
        mark = weakest if weakest in ("contested", "conjecture") else "plain"
        parts = re.split(f"({re.escape(GAP)})", piece.new)
        found += [(part, "gap" if part == GAP else mark) for part in parts if part]
    end = len(segment.corrected)
    if edition.article.withdrawn:
        end = quotation.end(segment.corrected)
        found = [*_until(found, end), *([(quotation.MORE, "plain")] if end < len(segment.corrected) else [])]
    last = sum(len(text) for text, _ in found)
    markers: dict[int, list[Note]] = {}
    for note in here:
        markers.setdefault(note.offset if note.offset <= end else last, []).append(note)
    return [_outward(*run) for run in _broken(found, markers)]


def _until(found: list[tuple[str, str]], end: int) -> Iterator[tuple[str, str]]:
    """Cut runs off at an offset."""
    at = 0
    for text, mark in found:
        if at < end:
            yield text[: end - at], mark
        at += len(text)


def _broken(found: list[tuple[str, str]], markers: dict[int, list[Note]]) -> Iterator[tuple[str, str, Sequence[Note]]]:
    """Merge neighbors of one mark, gaps excepted, and break runs where markers stand."""
    merged: list[list[str]] = []
    for text, mark in found:
        if merged and merged[-1][1] == mark != "gap":
            merged[-1][0] += text
        else:
            merged.append([text, mark])
    at = 0
    for text, mark in merged:
        stops = sorted(offset - at for offset in markers if at < offset < at + len(text))
        for start, end in itertools.pairwise([0, *stops, len(text)]):
            yield text[start:end], mark, markers.get(at + end, ())
        at += len(text)


def _outward(text: str, mark: str, behind: Sequence[Note]) -> dict[str, Any]:
    """Set white space at the ends of a run apart, so that no mark begins or ends in the air."""
    return {
        "before": text[: len(text) - len(text.lstrip())],
        "text": text.strip(),
        "after": text[len(text.rstrip()) :] if text.strip() else "",
        "mark": mark,
        "notes": behind,
    }


def paragraphs(edition: Edition, first: int, last: int) -> list[dict[str, Any]]:
    """Give a range of paragraphs as Read shows them.

    Returns:
        Id, number, kind, the segments as runs with their terms and markers, the notes, the claims that stand in each
        segment, and the numbers of the notes that stand open.
    """
    numbered = notes(edition)
    pairs, _ = terms.targets(edition)
    seen: set[str] = set()
    out = []
    for number, group in groupby(edition.segments, key=lambda segment: segment.paragraph):
        if not first <= number <= last:
            continue
        members = list(group)
        here = [note for segment in members for note in numbered[segment.id]]
        shown = [{"segment": segment, "runs": runs(segment, edition, numbered[segment.id])} for segment in members]
        # A word is marked where it first stands under a subheading.
        if members[0].kind == "heading":
            seen = set()
        _set_terms(shown, pairs, seen)
        out.append(
            {
                "id": f"p{number:02d}",
                "number": number,
                "kind": members[0].kind,
                "segments": shown,
                "notes": here,
                "claims": [
                    {"segment": segment, "claims": edition.claims_by_segment[segment.id]}
                    for segment in members
                    if segment.id in edition.claims_by_segment
                ],
                "open": opened(here, sum(len(segment.corrected) for segment in members)),
            }
        )
    return out


def _set_terms(shown: list[dict[str, Any]], pairs: terms.Wordings, seen: set[str]) -> None:
    """Split the runs of a paragraph's sentences into stretches, with the key of what each is the first to name.

    ``seen`` has the keys that earlier paragraphs named, and takes in those of this one.
    """
    for item in shown:
        for run in item["runs"]:
            named = item["segment"].kind == "sentence" and run["mark"] != "gap"
            text = run["text"]
            run["stretches"] = terms.split(text, terms.search(text, pairs), seen) if named else [(text, None)]
            seen |= {key for _, key in run["stretches"] if key}


def named_terms(edition: Edition) -> dict[str, Any]:
    """Give what Read links to, terms and pages, by their English."""
    _, known = terms.targets(edition)
    shown = paragraphs(edition, 1, edition.segments[-1].paragraph)
    keys = {
        key
        for paragraph in shown
        for item in paragraph["segments"]
        for run in item["runs"]
        for _, key in run["stretches"]
        if key
    }
    return {"targets": sorted((known[key] for key in keys), key=lambda target: (target.title.casefold(), target.key))}


def spoken_range(numbers: list[int]) -> str:
    """Give paragraph numbers as readers see them: ¶3–6, ¶8."""
    out = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        out.append(f"{members[0]}–{members[-1]}" if len(members) > 1 else f"{members[0]}")
    return "¶" + ", ".join(out)


def masthead(edition: Edition) -> dict[str, Any]:
    """Give what stands above the text: author and paper with their pages, provenance, checked paragraphs, minutes."""
    sentences = [segment for segment in edition.segments if segment.kind == "sentence"]
    seen = {s.paragraph for s in sentences} - {s.paragraph for s in sentences if not s.source_seen}
    length = sum(count(segment.corrected) for segment in edition.segments)
    about = {page.front.title: page.path for page in edition.background}
    return {
        "article": edition.article,
        "author_page": about.get(edition.article.author.en),
        "paper_page": about.get(edition.article.paper.en),
        "provenance": edition.provenance,
        "checked": spoken_range(list(seen)),
        "minutes": minutes(length),
        "words": length,
    }


def gap_counts(edition: Edition) -> dict[str, Any]:
    """Give how many corrections have which reading, with and without sight of the Chinese, and how many gaps show."""
    counted = Counter((bool(c.source_seen), c.authored.reading) for c in edition.corrections)
    rows = [
        {"reading": reading, "seen": counted[True, reading], "unseen": counted[False, reading]} for reading in READINGS
    ]
    return {
        "rows": rows,
        "total": len(edition.corrections),
        "gaps": sum(segment.corrected.count(GAP) for segment in edition.segments),
        "segments": len(edition.segments),
    }


def _range(edition: Edition, args: list[str]) -> tuple[int, int]:
    """Read the one argument ``p03-p15`` or ``p03``; none means the whole text."""
    last = edition.segments[-1].paragraph
    if not args:
        return 1, last
    match = _PARAGRAPHS.match(args[0])
    if len(args) != 1 or not match:
        raise BlockError("a range of paragraphs such as p03-p15 is wanted")
    bounds = int(match[1]), int(match[2] or match[1])
    if not 1 <= bounds[0] <= bounds[1] <= last:
        raise BlockError(f"paragraphs run from p01 to p{last:02d}")
    return bounds


def ranged(edition: Edition, args: list[str], _page: str) -> dict[str, Any]:
    """Give a range of paragraphs, for the block segments."""
    return {"paragraphs": paragraphs(edition, *_range(edition, args)), "targets": terms.targets(edition)[1]}


def paired(edition: Edition, args: list[str], _page: str) -> dict[str, Any]:
    """Give a range of paragraphs with the machine text and its faults, for the block pairs."""
    first, last = _range(edition, args)
    out = []
    for number, group in groupby(edition.segments, key=lambda segment: segment.paragraph):
        if first <= number <= last:
            items = []
            for segment in group:
                end = quotation.end(segment.machine) if edition.article.withdrawn else len(segment.machine)
                items.append(
                    {
                        "segment": segment,
                        "runs": runs(segment, edition),
                        "machine": faults.machine_runs(segment, edition, end),
                        "more": quotation.MORE if end < len(segment.machine) else "",
                        "corrections": faults.entries(segment, edition),
                    }
                )
            out.append({"id": f"p{number:02d}", "number": number, "kind": items[0]["segment"].kind, "segments": items})
    return {"paragraphs": out}


BLOCKS: dict[str, Block] = {
    "segments": ranged,
    "pairs": paired,
    "terms-list": plain(named_terms),
    "masthead": plain(masthead),
    "provenance": plain(lambda edition: {"provenance": edition.provenance, "site": edition.site}),
    "witnesses": plain(lambda edition: {"witnesses": edition.witnesses}),
    "grades": plain(gap_counts),
    "rights": plain(lambda edition: {"provenance": edition.provenance}),
    "typology": plain(lambda edition: {"typology": edition.typology}),
}
