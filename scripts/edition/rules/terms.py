"""Rules about the glossary and the concordance: one rendering per term or a reason, exact quotations, used records."""

from __future__ import annotations

from collections.abc import Iterator

from edition import terms
from edition.issues import nearest
from edition.load import Sources
from edition.model import Concordance, Edition, Term
from edition.prose import HAN
from edition.rules.corrections import HAN_BOUND
from edition.views.glossary import linking

WORD_BOUND = 25


def _excused(term: Term) -> dict[str, int]:
    """Give the segments that a term's exceptions name, with the index of each exception."""
    return {exception.partition(":")[0]: index for index, exception in enumerate(term.exceptions)}


def rendered_otherwise(term: Term, edition: Edition) -> Iterator[tuple[str, str]]:
    """Give the segments, with the correction, where the term's Chinese is recorded and its English does not stand."""
    for correction in edition.corrections:
        record = correction.authored
        chinese = (record.zh_hans or "") + " " + (record.presumed or "")
        segment = edition.by_id.get(record.segment or "")
        if segment is None or not term.zh_hans or term.zh_hans not in chinese:
            continue
        if not any(terms.find(segment.corrected, (term,))):
            yield segment.id, record.id


def one_rendering(edition: Edition, sources: Sources) -> None:
    """T001, T002: where a correction records the Chinese of a term, the text has its English, or a reason is given."""
    for term in edition.terms:
        excused, used = _excused(term), set()
        for segment, correction in rendered_otherwise(term, edition):
            if segment in excused:
                used.add(segment)
                continue
            message = f"'{term.id}': {segment} has neither “{term.en}” nor a form of it, but see '{correction}'."
            sources.add("T001", "term", term.id, message)
        for segment in excused.keys() - used:
            hint = "" if segment in edition.by_id else nearest(segment, edition.by_id)
            message = f"'{term.id}': nothing in {segment} needs it.{hint}"
            sources.add("T002", "term", term.id, message, "exceptions", excused[segment])


def terms_are_used(edition: Edition, sources: Sources) -> None:
    """T003: every term stands in the text or is linked from a page."""
    used = {key for key, pages in linking(edition).items() if pages}
    for segment in edition.segments:
        used |= {key for _, _, key in terms.find(segment.corrected, edition.terms)}
    for term in edition.terms:
        if term.id not in used:
            sources.add("T003", "term", term.id, f"'{term.id}'.", "id")


def machine_words_are_the_machines(edition: Edition, sources: Sources) -> None:
    """T004: what the machine is said to have written stands in the machine text."""
    machine = "".join(segment.machine + segment.machine_tail for segment in edition.segments)
    for term in edition.terms:
        for index, words in enumerate(term.machine):
            if words not in machine:
                sources.add("T004", "term", term.id, f"'{term.id}': “{words}”.", "machine", index)


def quotations_are_short(edition: Edition, sources: Sources) -> None:
    """T005: no quotation has 25 words or more, or more than 20 Han characters."""
    for entry in edition.concordance:
        for index, quotation in enumerate(entry.quotations):
            words, han = len(quotation.text.split()), len(HAN.findall(quotation.text))
            if words >= WORD_BOUND or han > HAN_BOUND:
                message = f"'{entry.id}': quotation {index + 1} has {words} words and {han} Han characters."
                sources.add("T005", "concordance", entry.id, message, "quotations", index)
    for term in edition.terms:
        for name in ("zh_hans", "zh_hant"):
            if (han := len(HAN.findall(getattr(term, name) or ""))) > HAN_BOUND:
                sources.add("T005", "term", term.id, f"'{term.id}' {name} has {han} Han characters.", name)


def _prose(edition: Edition) -> Iterator[tuple[str, Term | Concordance, str, str]]:
    """Give the fields of terms and concordance that hold English prose: kind, record, field, text."""
    for term in edition.terms:
        for name, text in (
            ("en", term.en),
            ("definition", term.definition),
            ("uses", " ".join(use.by + use.use for use in term.uses)),
            ("exceptions", " ".join(term.exceptions)),
        ):
            yield "term", term, name, text
    for entry in edition.concordance:
        caveats = " ".join(quotation.caveat for quotation in entry.quotations)
        for name, text in (("phrase", entry.phrase), ("effect", entry.effect), ("quotations", caveats)):
            yield "concordance", entry, name, text


def prose_is_english(edition: Edition, sources: Sources) -> None:
    """T006: no Chinese stands where nothing marks its language."""
    for kind, record, name, text in _prose(edition):
        if HAN.search(text):
            sources.add("T006", kind, record.id, f"'{record.id}' {name}.", name)
    for entry in edition.concordance:
        for index, quotation in enumerate(entry.quotations):
            if quotation.language == "en" and HAN.search(quotation.text):
                message = f"'{entry.id}': quotation {index + 1} says it is English."
                sources.add("T006", "concordance", entry.id, message, "quotations", index)


def wordings_are_not_shared(edition: Edition, sources: Sources) -> None:
    """T007: a wording leads to one term."""
    owners: dict[str, str] = {}
    for term in edition.terms:
        for wording in terms.wordings(term):
            owner = owners.setdefault(wording[:1].lower() + wording[1:], term.id)
            if owner != term.id:
                sources.add("T007", "term", term.id, f"'{term.id}' and '{owner}': “{wording}”.")


def concordance_names_what_is_there(edition: Edition, sources: Sources) -> None:
    """R001: the segments and corrections of a concordance entry exist."""
    for entry in edition.concordance:
        for name, keys, known in (
            ("segments", entry.segments, edition.by_id),
            ("corrections", entry.corrections, edition.correction_by_id),
        ):
            for index, key in enumerate(keys):
                if key not in known:
                    message = f"'{entry.id}' names '{key}'.{nearest(key, known)}"
                    sources.add("R001", "concordance", entry.id, message, name, index)


RULES = (
    one_rendering,
    terms_are_used,
    machine_words_are_the_machines,
    quotations_are_short,
    prose_is_english,
    wordings_are_not_shared,
    concordance_names_what_is_there,
)
