"""The text itself: corrected and machine readings, masthead, provenance, witnesses."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import Any

from edition.model import GAP, READINGS, Edition, Segment
from edition.notation import Edit
from edition.views.block import Block, BlockError, plain

WORDS_PER_MINUTE = 200
_PARAGRAPHS = re.compile(r"^p(\d\d)(?:-p(\d\d))?$")


def runs(segment: Segment, edition: Edition) -> list[dict[str, str]]:
    """Give the corrected text of a segment as runs: text, its mark (plain, contested, conjecture or gap).

    A gap is its own run; the rest of an edit carries the weakest reading of its corrections other than the gap's.
    """
    found: list[dict[str, str]] = []
    for piece in segment.pieces:
        if not isinstance(piece, Edit):
            found.append({"text": piece.text, "mark": "plain"})
            continue
        grades = [edition.correction_by_id[owner].authored.reading for owner in piece.owners if owner.startswith("c-")]
        weakest = max((g for g in grades if g != "not recovered"), key=READINGS.index, default="secure")
        mark = weakest if weakest in ("contested", "conjecture") else "plain"
        parts = re.split(f"({re.escape(GAP)})", piece.new)
        found += [{"text": part, "mark": "gap" if part == GAP else mark} for part in parts if part]
    merged: list[dict[str, str]] = []
    for run in found:
        if merged and merged[-1]["mark"] == run["mark"] != "gap":
            merged[-1]["text"] += run["text"]
        else:
            merged.append(dict(run))
    return [_outward(run) for run in merged]


def _outward(run: dict[str, str]) -> dict[str, str]:
    """Set white space at the ends of a run apart, so that no mark begins or ends in the air."""
    text = run["text"]
    return {
        "before": text[: len(text) - len(text.lstrip())],
        "text": text.strip(),
        "after": text[len(text.rstrip()) :] if text.strip() else "",
        "mark": run["mark"],
    }


def paragraphs(edition: Edition, first: int, last: int) -> list[dict[str, Any]]:
    """Give the corrected text by paragraph: id, number, kind, and its segments as runs."""
    out = []
    for number, group in groupby(edition.segments, key=lambda segment: segment.paragraph):
        if first <= number <= last:
            members = list(group)
            out.append(
                {
                    "id": f"p{number:02d}",
                    "number": number,
                    "kind": members[0].kind,
                    "segments": [{"segment": segment, "runs": runs(segment, edition)} for segment in members],
                }
            )
    return out


def spoken_range(numbers: list[int]) -> str:
    """Give paragraph numbers as readers see them: ¶3–6, ¶8."""
    out = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        out.append(f"{members[0]}–{members[-1]}" if len(members) > 1 else f"{members[0]}")
    return "¶" + ", ".join(out)


def words(text: str) -> int:
    """Count English words as a word processor does: runs between white space that hold a letter or digit."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def masthead(edition: Edition) -> dict[str, Any]:
    """Give what stands above the text: author, paper, provenance, checked paragraphs, minutes."""
    seen = {s.paragraph for s in edition.segments if s.kind == "sentence" and s.source_seen}
    count = sum(words(segment.corrected) for segment in edition.segments)
    return {
        "article": edition.article,
        "provenance": edition.provenance,
        "checked": spoken_range(list(seen)),
        "minutes": max(1, round(count / WORDS_PER_MINUTE)),
        "words": count,
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


def ranged(edition: Edition, args: list[str]) -> dict[str, Any]:
    """Give a range of paragraphs, for the blocks segments and pairs."""
    return {"paragraphs": paragraphs(edition, *_range(edition, args))}


BLOCKS: dict[str, Block] = {
    "segments": ranged,
    "pairs": ranged,
    "masthead": plain(masthead),
    "provenance": plain(lambda edition: {"provenance": edition.provenance, "site": edition.site}),
    "witnesses": plain(lambda edition: {"witnesses": edition.witnesses}),
    "grades": plain(gap_counts),
    "rights": plain(lambda edition: {"provenance": edition.provenance}),
    "typology": plain(lambda edition: {"typology": edition.typology}),
}
