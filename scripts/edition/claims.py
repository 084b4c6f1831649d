"""How sure the words of a claim are, whether its argument can be drawn, and how grave an error is by what it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from edition.model import EFFECTS, GAP, READINGS, AuthoredClaim, Claim, Correction, Edition, Part, Segment
from edition.notation import Edit
from edition.resolve import beside_gap


def unsound(part: Part, known: Collection[str]) -> str:
    """Say why a part of the argument cannot be drawn, or give the empty string.

    Its claims are to exist, to hang together, and not to run in a circle.
    """
    if {key for edge in part.edges for key in (edge.source, edge.target)} - set(known):
        return "names claims that do not exist"
    sorter: TopologicalSorter[str] = TopologicalSorter()
    pieces: list[set[str]] = []
    for edge in part.edges:
        sorter.add(edge.target, edge.source)
        touched = [piece for piece in pieces if piece & {edge.source, edge.target}]
        pieces = [piece for piece in pieces if piece not in touched]
        pieces.append({edge.source, edge.target}.union(*touched))
    try:
        sorter.prepare()
    except CycleError as error:
        return f"runs in a circle: {' → '.join(reversed(error.args[1]))}"
    return f"falls into {len(pieces)} pieces" if len(pieces) > 1 else ""


def resolve(
    claims: Iterable[AuthoredClaim], segments: Mapping[str, Segment], corrections: Mapping[str, Correction]
) -> tuple[Claim, ...]:
    """Find the words of each claim in the corrected text, and grade them.

    Args:
        claims: as authored.
        segments: by id.
        corrections: by id.

    Returns:
        The claims, by id; one whose words are not found has no reading.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    return tuple(_resolved(claim, segments, corrections) for claim in ordered)


def missing(claim: AuthoredClaim, segments: Mapping[str, Segment]) -> Iterator[tuple[int, str]]:
    """Give the stretches of a claim's words that stand in none of its segments, with their indexes."""
    for index, words in enumerate(claim.words):
        if _segment(words, claim, segments) is None:
            yield index, words


def _segment(words: str, claim: AuthoredClaim, segments: Mapping[str, Segment]) -> Segment | None:
    """Give the first segment of a claim that has the words."""
    known = (segments[key] for key in claim.segments if key in segments)
    return next((segment for segment in known if words in segment.corrected), None)


def _resolved(claim: AuthoredClaim, segments: Mapping[str, Segment], corrections: Mapping[str, Correction]) -> Claim:
    """Grade one claim by the weakest of its words."""
    places = [(words, _segment(words, claim, segments)) for words in claim.words]
    found = [(words, segment) for words, segment in places if segment]
    if len(found) < len(places):
        return Claim(claim, None, is_seen=False)
    grades = [reading_in(words, segment, corrections) for words, segment in found]
    return Claim(claim, max(grades, key=READINGS.index), all(segment.source_seen for _, segment in found))


def reading_in(words: str, segment: Segment, corrections: Mapping[str, Correction]) -> str:
    """Give the weakest reading of the edits that reach into a stretch; a gap in it is not recovered.

    Words beside a gap in one edit carry the weakest of the edit's other readings, as on Read.
    """
    if GAP in words:
        return "not recovered"
    first = segment.corrected.index(words)
    last, at = first + len(words), 0
    grades = ["secure"]
    for piece in segment.pieces:
        text = piece.new if isinstance(piece, Edit) else piece.text
        start, at = at, at + len(text)
        if isinstance(piece, Edit) and start < last and at > first:
            grades.append(beside_gap(piece, corrections))
    return max(grades, key=READINGS.index)


# How grave an error is by what it does to the claims that it changes; one that changes none is minor.
GRAVITY = {"weakened": "major", "inverted": "critical", "vanished": "critical"}


def gravity(correction: Correction, edition: Edition) -> str:
    """Give the gravity of the error behind a correction, on the scale of the authored severity.

    It is critical where a claim vanishes or is inverted, major where one is weakened, minor where none is touched.
    """
    effects = [
        damage.effect
        for claim in edition.claims_by_correction.get(correction.id, ())
        for damage in claim.authored.damage
        if damage.correction == correction.id
    ]
    return GRAVITY.get(max(effects, key=EFFECTS.index, default=""), "minor")
