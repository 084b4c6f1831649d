"""Rules about segments and their edits."""

from __future__ import annotations

import hashlib
import re

from edition.issues import Issue
from edition.load import Sources
from edition.model import GAP, Edition, Segment
from edition.notation import Edit, Text
from edition.resolve import edits_of

LARGE = 12
COVERED = 0.8
MACHINE = "M"
_UNCLEAN = re.compile(r"  |^ | $|[\"']| -\w")


def machine_is_the_witness(edition: Edition, sources: Sources) -> None:
    """E006: rejecting every edit gives the machine text, byte for byte."""
    joined = "".join(segment.machine + segment.machine_tail for segment in edition.segments)
    found = hashlib.sha256(joined.encode()).hexdigest()
    recorded = next((witness.sha256 for witness in edition.witnesses if witness.sha256), None)
    if found != recorded:
        path = "docs/_data/machine-translation.txt"
        sources.issues.append(Issue(path, 0, "E006", f"its sha256 is {found}, witnesses.yml has {recorded}."))


def ids_run_on(edition: Edition, sources: Sources) -> None:
    """E007: ids count paragraphs and sentences without a hole."""
    expected = (1, 1)
    for segment in edition.segments:
        here = (segment.paragraph, segment.sentence)
        if here not in (expected, (expected[0] + 1, 1)) or (here != (1, 1) and expected == (1, 1)):
            sources.add("E007", "segment", segment.id, f"'{segment.id}' does not follow.", "id")
        expected = (segment.paragraph, segment.sentence + 1)


def _uncovered(segment: Segment, span: tuple[int, int], edit: Edit, edition: Edition) -> tuple[int, int]:
    """Give how many machine words an edit has, and how many of them no correction of its label names."""
    spans = [
        named
        for owner in edit.owners
        if (correction := edition.correction_by_id.get(owner))
        for named in correction.spans.get(segment.id, ())
    ]
    words = [(m.start() + span[0], m.end() + span[0]) for m in re.finditer(r"\S+", edit.old)]
    bare = [w for w in words if not any(first < w[1] and w[0] < last for first, last in spans)]
    return len(words), len(bare)


def large_edits_are_covered(edition: Edition, sources: Sources) -> None:
    """E004: an edit of more than 12 machine words is at least 80 % covered, and its rest is labeled."""
    for segment in edition.segments:
        for span, edit in edits_of(segment):
            words, bare = _uncovered(segment, span, edit, edition)
            start = edit.old[:30]
            if edit.rest and not bare:
                message = f"segment '{segment.id}': “{start}” is fully covered, so its 'rest' says nothing."
                sources.add("E004", "segment", segment.id, message, "text")
            if words > LARGE and (bare > (1 - COVERED) * words or (bare and not edit.rest)):
                message = f"segment '{segment.id}': {bare} of {words} machine words of “{start}…” are not named."
                sources.add("E004", "segment", segment.id, message, "text")


def carried_text_was_checked(edition: Edition, sources: Sources) -> None:
    """E005: where the Chinese was not seen, text that no edit touches has been looked at."""
    for segment in edition.segments:
        carries = any(isinstance(piece, Text) and re.search(r"\w", piece.text) for piece in segment.pieces)
        if carries and not segment.source_seen and segment.carried != "checked":
            sources.add("E005", "segment", segment.id, f"segment '{segment.id}'.")


def gaps_are_recorded(edition: Edition, sources: Sources) -> None:
    """E008: a gap is shown exactly where a correction says that something was not recovered."""
    for segment in edition.segments:
        shown: set[str] = set()
        for piece in segment.pieces:
            if isinstance(piece, Text):
                if GAP in piece.text:
                    message = f"segment '{segment.id}': a gap outside an edit."
                    sources.add("E008", "segment", segment.id, message, "text")
                continue
            lost = {
                owner
                for owner in piece.owners
                if owner in edition.correction_by_id
                and edition.correction_by_id[owner].authored.reading == "not recovered"
            }
            if GAP in piece.new:
                shown |= lost
                if not lost:
                    message = f"segment '{segment.id}': the gap in “{piece.new[:30]}” is not recorded."
                    sources.add("E008", "segment", segment.id, message, "text")
        for key in segment.corrections:
            if edition.correction_by_id[key].authored.reading == "not recovered" and key not in shown:
                sources.add("E008", "correction", key, f"correction '{key}' shows no gap.", "reading")


def corrected_text_is_clean(edition: Edition, sources: Sources) -> None:
    """E009: the published reading is set as an edited text is."""
    for segment in edition.segments:
        if found := _UNCLEAN.search(segment.corrected):
            around = segment.corrected[max(0, found.start() - 12) : found.end() + 12]
            sources.add("E009", "segment", segment.id, f"segment '{segment.id}': “{around}”.", "text")


def witnesses_are_known(edition: Edition, sources: Sources) -> None:
    """E010: what a segment's Chinese was seen in is a witness other than the machine text."""
    known = [witness.id for witness in edition.witnesses if witness.id != MACHINE]
    for segment in edition.segments:
        for index, key in enumerate(segment.source_seen):
            if key not in known or key in segment.source_seen[:index]:
                why = "it stands twice" if key in known else f"known are {', '.join(known) or 'none'}"
                message = f"segment '{segment.id}' names '{key}'; {why}."
                sources.add("E010", "segment", segment.id, message, "source_seen")


RULES = (
    machine_is_the_witness,
    ids_run_on,
    large_edits_are_covered,
    carried_text_was_checked,
    gaps_are_recorded,
    corrected_text_is_clean,
    witnesses_are_known,
)
