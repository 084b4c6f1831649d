"""The claims ledger: every claim with its two sides and its standings, the facets, the forecasts and their scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, get_args

from edition import citations
from edition.model import ARTICLE_DAY, DECIDABLE, EFFECTS, KEPT, Claim, Edition
from edition.model.claims import ClaimType, ScoreLabel, Verdict
from edition.views.block import Block, facet, plain
from edition.views.corrections import slug

TYPES: tuple[str, ...] = get_args(ClaimType)
VERDICTS: tuple[str, ...] = get_args(Verdict)
LABELS: tuple[str, ...] = get_args(ScoreLabel)
# What a claim without a verdict is told to be, and why.
NO_FACT, LOST = "not a claim of fact", "wording not sure"
OPENING = "From the summit to the partners"


def standing(claim: Claim) -> str:
    """Give the verdict of a claim, or why it has none."""
    record = claim.authored
    if record.verdict:
        return record.verdict
    return LOST if record.type in DECIDABLE else NO_FACT


def why_no_verdict(claim: Claim) -> str:
    """Give the sentence that stands where a verdict would."""
    if claim.authored.verdict:
        return ""
    if claim.authored.type in DECIDABLE:
        return "No verdict: its wording was not seen, and is not secure."
    return "Not a claim of fact; no verdict."


def cites(keys: Iterable[str], edition: Edition) -> list[dict[str, str]]:
    """Give sources as short citations; unknown ids are left out."""
    short = citations.formatted(edition.sources)
    return [{"key": key, "short": short[key].short} for key in keys if key in short]


def values(claim: Claim) -> list[str]:
    """Give the values of a claim that filters go by, one for each facet."""
    return [slug(claim.authored.type), slug(standing(claim)), fate_value(claim.fate)]


def fate_value(fate: str) -> str:
    """Give the value of a fate: it shares no word with other facets."""
    return f"text-{fate}"


def entry(claim: Claim, edition: Edition) -> dict[str, Any]:
    """Give one claim as it is shown: places, cases, standings and scores with their citations, and the machine's part."""
    record = claim.authored

    def case(points: Iterable[Any]) -> list[dict[str, Any]]:
        return [{"text": point.text, "sources": cites(point.sources, edition)} for point in points]

    scores = sorted(record.forecast.scores, key=lambda one: one.date, reverse=True) if record.forecast else []
    return {
        "claim": claim,
        "record": record,
        "segments": [edition.by_id[key] for key in record.segments if key in edition.by_id],
        "standing": standing(claim),
        "no_verdict": why_no_verdict(claim),
        "more": [edition.page_by_key[key] for key in record.see_also if key in edition.page_by_key],
        "case_for": case(record.case_for),
        "case_against": case(record.case_against),
        "then": case((record.then,))[0],
        "now": case((record.now,))[0],
        "scores": [
            {"score": score, "first": not index, "sources": cites(score.sources, edition)}
            for index, score in enumerate(scores)
        ],
        "damage": [
            {"effect": damage.effect, "correction": edition.correction_by_id[damage.correction].authored}
            for damage in record.damage
            if damage.correction in edition.correction_by_id
        ],
        "values": values(claim),
    }


def _headings(edition: Edition) -> dict[str, tuple[str, str]]:
    """Give id and subheading of the group that each segment belongs to."""
    found: dict[str, tuple[str, str]] = {}
    now = (f"from-{edition.segments[0].id[:3]}", OPENING) if edition.segments else ("", "")
    for segment in edition.segments:
        if segment.kind == "heading":
            withdrawn = edition.article.withdrawn is not None
            now = f"from-{segment.id[:3]}", f"From ¶{segment.paragraph}" if withdrawn else segment.corrected
        found[segment.id] = now
    return found


def ledger(edition: Edition) -> dict[str, Any]:
    """Give every claim under the subheading of its first sentence, in the order of their ids, and the facets."""
    headings = _headings(edition)

    def group(claim: Claim) -> tuple[str, str]:
        return headings.get(claim.authored.segments[0], ("", ""))

    groups = []
    for (key, heading), members in groupby(edition.claims, key=group):
        entries = [entry(claim, edition) for claim in members]
        own = list(dict.fromkeys(value for one in entries for value in one["values"]))
        groups.append({"id": key, "heading": heading, "entries": entries, "values": own})
    return {"groups": groups, **filters(edition), **counts(edition), "article_day": ARTICLE_DAY}


def filters(edition: Edition) -> dict[str, Any]:
    """Give the facets, each with its values and how many claims have each."""
    types = Counter(claim.authored.type for claim in edition.claims)
    stands = Counter(standing(claim) for claim in edition.claims)
    fates = Counter(claim.fate for claim in edition.claims)
    facets = [
        facet("type", "Type", ((slug(name), name, types[name]) for name in TYPES)),
        facet("verdict", "Verdict", ((slug(name), name, stands[name]) for name in (*VERDICTS, LOST, NO_FACT))),
        facet("machine", "In the machine text", ((fate_value(name), name, fates[name]) for name in (KEPT, *EFFECTS))),
    ]
    return {"facets": facets, "total": len(edition.claims), "noun": "claims"}


def counts(edition: Edition) -> dict[str, Any]:
    """Give how many claims there are of each type, with their verdicts, and how many the machine text keeps."""
    rows = []
    for name in TYPES:
        own = [claim for claim in edition.claims if claim.authored.type == name]
        rows.append({
            "type": name,
            "total": len(own),
            "judged": sum(bool(claim.authored.verdict or claim.score) for claim in own),
            "damaged": sum(claim.fate != KEPT for claim in own),
        })  # fmt: skip
    return {
        "rows": rows,
        "claims": len(edition.claims),
        "damaged": sum(claim.fate != KEPT for claim in edition.claims),
    }


def forecasts(edition: Edition) -> dict[str, Any]:
    """Give every forecast in the order of the text: those with a score by their latest, those without with the reason."""
    entries = [entry(claim, edition) for claim in edition.claims if claim.authored.type == "forecast"]
    scored = [one for one in entries if one["scores"]]
    counted = Counter(one["scores"][0]["score"].label for one in scored)
    return {
        "scored": scored,
        "scored_count": len(scored),
        "unscored": [one for one in entries if not one["scores"]],
        "labels": [{"label": label, "count": counted[label]} for label in LABELS if counted[label]],
        "total": len(entries),
    }


BLOCKS: dict[str, Block] = {
    "claims": plain(ledger),
    "claim-counts": plain(counts),
    "forecasts": plain(forecasts),
}
