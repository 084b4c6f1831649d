"""Rules about corrections: their types, spans, grades and quotations."""

from __future__ import annotations

from edition.issues import nearest
from edition.load import Sources
from edition.model import Edition
from edition.prose import HAN
from edition.resolve import edits_of

HAN_BOUND = 20


def types_are_published(edition: Edition, sources: Sources) -> None:
    """D002: an error type stands, verbatim, in the typology."""
    known = [f"{dimension}/{name}" for dimension, names in edition.typology.types.items() for name in names]
    for correction in edition.corrections:
        if correction.authored.type not in known:
            wrong = correction.authored.type
            message = f"'{correction.id}' type: '{wrong}' is not in {edition.typology.name}.{nearest(wrong, known)}"
            sources.add("D002", "correction", correction.id, message, "type")


def corrections_are_used(edition: Edition, sources: Sources) -> None:
    """C002: every correction explains an edit, and stands in the segment that it names."""
    used: dict[str, set[str]] = {}
    for segment in edition.segments:
        for key in segment.corrections:
            used.setdefault(key, set()).add(segment.id)
    for correction in edition.corrections:
        record = correction.authored
        places = used.get(record.id, set())
        if record.typographic == (record.segment is not None):
            message = f"'{record.id}' wants a segment, or typographic: true, not both."
            sources.add("C002", "correction", record.id, message)
        elif record.typographic:
            if not places or set(correction.spans) != places:
                message = f"'{record.id}' finds no words in some edit that names it."
                sources.add("C002", "correction", record.id, message)
        elif places != {record.segment}:
            where = ", ".join(sorted(places)) or "no segment"
            sources.add("C002", "correction", record.id, f"'{record.id}' is of {record.segment} but named in {where}.")


def spans_lie_in_edits(edition: Edition, sources: Sources) -> None:
    """C004: the words that a correction names are words that its edits replace."""
    for correction in edition.corrections:
        for key, spans in correction.spans.items():
            own = [span for span, edit in edits_of(edition.by_id[key]) if correction.id in edit.owners]
            for first, last in spans:
                if own and not any(start <= first and last <= end for start, end in own):
                    words = edition.by_id[key].machine[first:last]
                    message = f"correction '{correction.id}' names “{words}” of {key}."
                    sources.add("C004", "correction", correction.id, message, "words")


def grades_fit_their_evidence(edition: Edition, sources: Sources) -> None:
    """C005: what a grade asks for is there."""
    for correction in edition.corrections:
        record, faults = correction.authored, []
        if correction.source_seen and record.reading in ("conjecture", "not recovered"):
            faults.append(f"its Chinese was seen, so it cannot be '{record.reading}'")
        wanted = {"contested": 1, "conjecture": 2}.get(record.reading, 0)
        if len(record.rivals) < wanted:
            faults.append(f"a reading that is '{record.reading}' wants {wanted} rivals and has {len(record.rivals)}")
        if record.reading != "secure" and not correction.source_seen and not record.settles:
            faults.append("nothing says what would settle it")
        bare = not correction.source_seen and record.reading == "secure" and not record.parallels
        if bare and not record.typographic and not record.type.startswith(("Fluency/", "Style/")):
            faults.append("it is 'secure' without the Chinese and names no parallel")
        for fault in faults:
            sources.add("C005", "correction", record.id, f"correction '{record.id}': {fault}.", "reading")


def chinese_is_quoted_briefly(edition: Edition, sources: Sources) -> None:
    """C006: no quotation of the article's Chinese is longer than a clause, and none stands in a prose field."""
    for correction in edition.corrections:
        record = correction.authored
        for name in ("zh_hans", "zh_hant", "presumed"):
            count = len(HAN.findall(getattr(record, name) or ""))
            if count > HAN_BOUND:
                sources.add("C006", "correction", record.id, f"'{record.id}' {name} has {count} Han characters.", name)
        prose = [("explanation", record.explanation), ("mechanism", record.mechanism or "")]
        prose += [("rivals", rival.wording + rival.against) for rival in record.rivals]
        prose += [("parallels", parallel.text) for parallel in record.parallels]
        for name, text in prose:
            if HAN.search(text):
                message = f"'{record.id}' {name} holds Chinese; put it in zh_hans, zh_hant or presumed."
                sources.add("C006", "correction", record.id, message, name)


RULES = (
    types_are_published,
    corrections_are_used,
    spans_lie_in_edits,
    grades_fit_their_evidence,
    chinese_is_quoted_briefly,
)
