"""Rules about claims: every sentence has one, each stands on words that are there, and nothing is judged that may not be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from edition import claims
from edition.issues import nearest
from edition.load import Sources
from edition.model import ARTICLE_DAY, DECIDABLE, Claim, Edition

FACT_SOURCES = 2
_QUOTED = re.compile(r"“[^”]*”")
# A year; one with such a word before it is the end of a plan.
_YEAR = re.compile(r"\b(?:(by|for|to|until) )?(20\d\d)\b")


def sentences_have_claims(edition: Edition, sources: Sources) -> None:
    """K001: every sentence and subheading of the body anchors a claim or says why not."""
    if not edition.claims:
        return
    for segment in edition.segments:
        carries = segment.id in edition.claims_by_segment
        if segment.kind != "header" and carries == bool(segment.no_claim):
            why = "is said to carry no claim and carries one" if carries else "carries no claim"
            sources.add("K001", "segment", segment.id, f"'{segment.id}' {why}.")


def what_claims_name_exists(edition: Edition, sources: Sources) -> None:
    """R001: the sentences in which a claim stands exist, and the pages to which it leads."""
    for claim in edition.claims:
        for name, keys, known in (
            ("segments", claim.authored.segments, edition.by_id),
            ("see_also", claim.authored.see_also, edition.page_by_key),
        ):
            for index, key in enumerate(keys):
                if key not in known:
                    message = f"'{claim.id}' names '{key}'.{nearest(key, known)}"
                    sources.add("R001", "claim", claim.id, message, name, index)


def words_are_there(edition: Edition, sources: Sources) -> None:
    """K002: the words of a claim stand in the corrected text of its sentences."""
    for claim in edition.claims:
        for index, words in claims.missing(claim.authored, edition.by_id):
            sources.add("K002", "claim", claim.id, f"'{claim.id}': “{words}”.", "words", index)


def _tell(edition: Edition, sources: Sources, code: str, faults: Callable[[Claim], Iterator[tuple[str, str]]]) -> None:
    """Note the faults of each claim, field and words."""
    for claim in edition.claims:
        for name, fault in faults(claim):
            sources.add(code, "claim", claim.id, f"'{claim.id}': {fault}.", name)


def _of_verdict(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the verdict of a claim whose words are there."""
    record = claim.authored
    if not claim.reading:
        return
    may = record.type in DECIDABLE and claim.is_settled
    if record.verdict and record.type not in DECIDABLE:
        yield "verdict", f"its type, {record.type}, has no verdict"
    elif record.verdict and not may:
        yield "verdict", f"its wording is not seen, and it is '{claim.reading}'"
    if may and not record.verdict:
        yield "verdict", f"its type, {record.type}, and its sure wording ask for a verdict"
    if bool(record.verdict) != bool(record.because):
        yield "verdict", "a verdict and its reason go together"


def verdicts_are_allowed(edition: Edition, sources: Sources) -> None:
    """K003: facts and classifications in sure words have a verdict and its reason, and nothing else has one."""
    _tell(edition, sources, "K003", _of_verdict)


def _of_forecast(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a forecast whose words are there."""
    record, forecast, name = claim.authored, claim.authored.forecast, "forecast"
    if not claim.reading:
        return
    if (record.type == "forecast") != bool(forecast):
        yield name, "a claim of the type forecast, and no other, says how it can be scored"
    if not forecast:
        return
    if bool(forecast.scores) == bool(forecast.unscored):
        both = "it has both scores and a reason for having none"
        yield name, both if forecast.scores else "nothing says why it has no score"
    if forecast.scores and not claim.is_settled:
        yield name, f"it is scored, but its wording is not seen, and it is '{claim.reading}'"
    days = [score.date for score in forecast.scores]
    if days != sorted(set(days)):
        yield name, "its scores do not stand in the order of their days"
    for score in forecast.scores:
        if score.date <= ARTICLE_DAY:
            yield name, f"a score of {score.date} is older than the commentary"
        if forecast.modality == "may" and score.label == "the reverse happened":
            yield name, "what may happen cannot have been reversed"


def forecasts_are_scored_by_the_rule(edition: Edition, sources: Sources) -> None:
    """K004: forecasts have what they need, and scores only where the rule allows one."""
    _tell(edition, sources, "K004", _of_forecast)


def _of_sides(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the two sides of a claim."""
    record = claim.authored
    sides = bool(record.case_for) + bool(record.case_against)
    if sides < 2 and not record.undisputed:
        yield "case_against" if record.case_for else "case_for", "one side is missing"
    if sides == 2 and record.undisputed:
        yield "undisputed", "both sides are there, so it is not undisputed"
    behind = {key for loc, keys in record.resting if loc[0] != "now" for key in keys}
    if record.type == "reported fact" and (len(behind) < FACT_SOURCES) != bool(record.few_sources):
        yield (
            "few_sources",
            f"it rests on {len(behind)} sources, {FACT_SOURCES} are wanted"
            + (", so no reason is needed" if record.few_sources else ""),
        )
    if record.few_sources and record.type != "reported fact":
        yield "few_sources", f"its type, {record.type}, needs no such reason"


def both_sides_are_heard(edition: Edition, sources: Sources) -> None:
    """K005: a claim has a case for and against, or says why not; a reported fact has two sources, or says why not."""
    _tell(edition, sources, "K005", _of_sides)


def nothing_later_counts(edition: Edition, sources: Sources) -> None:
    """K006: the cases and the standing at the time name no year after the commentary's, but as the end of a plan or in a quotation."""
    for claim in edition.claims:
        for loc, text in claim.authored.at_the_time:
            later = {year for plan, year in _YEAR.findall(_QUOTED.sub("", text)) if not plan and year > ARTICLE_DAY[:4]}
            for year in sorted(later):
                sources.add("K006", "claim", claim.id, f"'{claim.id}' {loc[0]} names {year}.", *loc)


def damage_is_of_the_claims_own_words(edition: Edition, sources: Sources) -> None:
    """K007, R001: a claim is damaged by errors in its own sentences, and says what is left of it."""
    for claim in edition.claims:
        record = claim.authored
        if bool(record.damage) != bool(record.machine_says):
            message = f"'{claim.id}': damage and machine_says go together."
            sources.add("K007", "claim", claim.id, message, "damage" if record.damage else "machine_says")
        counted = Counter(damage.correction for damage in record.damage)
        for index, damage in enumerate(record.damage):
            where = ("damage", index, "correction")
            found = edition.correction_by_id.get(damage.correction)
            if found is None:
                hint = nearest(damage.correction, edition.correction_by_id)
                sources.add("R001", "claim", claim.id, f"'{claim.id}' names '{damage.correction}'.{hint}", *where)
            elif not set(found.spans) & set(record.segments):
                message = f"'{claim.id}': '{damage.correction}' is of another sentence."
                sources.add("K007", "claim", claim.id, message, *where)
            elif counted[damage.correction] > 1:
                sources.add("K007", "claim", claim.id, f"'{claim.id}' names '{damage.correction}' twice.", *where)


def the_map_fits(edition: Edition, sources: Sources) -> None:
    """K008, R001: the edges of the map join claims that exist, and no claim is left out."""
    placed: set[str] = set()
    known = edition.claim_by_id.keys()
    for part in edition.argument:
        pairs = Counter((edge.source, edge.target) for edge in part.edges)
        for index, edge in enumerate(part.edges):
            for name, key in (("source", edge.source), ("target", edge.target)):
                placed.add(key)
                if key not in known:
                    message = f"'{part.id}' names '{key}'.{nearest(key, known)}"
                    sources.add("R001", "part", part.id, message, "edges", index, name)
            if pairs[edge.source, edge.target] > 1 or edge.source == edge.target:
                why = "joins a claim to itself" if edge.source == edge.target else "stands twice"
                message = f"'{part.id}': the edge {edge.source} → {edge.target} {why}."
                sources.add("K008", "part", part.id, message, "edges", index)
        # What is told of single edges above is not told again of the whole.
        whole = all(edge.source != edge.target and {edge.source, edge.target} <= known for edge in part.edges)
        if whole and (why := claims.unsound(part, known)):
            sources.add("K008", "part", part.id, f"'{part.id}' {why}.", "edges")
    if edition.argument:
        for claim in edition.claims:
            if claim.id not in placed:
                sources.add("K008", "claim", claim.id, f"'{claim.id}' stands in no part.", "id")


RULES = (
    sentences_have_claims,
    what_claims_name_exists,
    words_are_there,
    verdicts_are_allowed,
    forecasts_are_scored_by_the_rule,
    both_sides_are_heard,
    nothing_later_counts,
    damage_is_of_the_claims_own_words,
    the_map_fits,
)
