"""Rules about background pages: template, length, citations, dates, names, quotations, the language of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition import cited, dates, prose, terms
from edition.issues import Issue, nearest
from edition.load import Sources
from edition.model import Edition, Page
from edition.prose import HAN
from edition.rules.terms import WORD_BOUND

LENGTH, SMALL_LENGTH = (400, 900), (250, 500)
# Sources, publishers and primary sources that a page needs.
FLOOR, SMALL_FLOOR = (5, 3, 1), (3, 2, 1)
TEMPLATE = ("in-one-paragraph", "in-the-article", "background", "how-others-see-it", "since-august-2023", "sources")
# Sections that a page may have besides, and where: after all others but the last.
OPTIONAL = "check-yourself"
PEOPLE_TEMPLATE = ("in-one-paragraph", "in-the-article", "sources")
# Sections that speak of this site and of the text, not of the world.
OF_THE_TEXT = ("in-the-article",)
BLOCKS = ("facts", "in-article", "sources")
# What was looked for and not found has no source.
NOT_FOUND = "No position found"
_QUOTATION = re.compile(r"“([^”]*)”")
_MARKED = re.compile(r'<(\w+)[^>]*\blang="zh-Han[st]"[^>]*>[^<]*</\1>')


def _place(page: Page, line: int) -> tuple[str, int]:
    """Give path and line of a line of the body."""
    return f"docs/{page.path}", line + page.offset


def _add(sources: Sources, page: Page, line: int, code: str, message: str) -> None:
    path, at = _place(page, line)
    sources.issues.append(Issue(path, at, code, message))


def template_is_kept(edition: Edition, sources: Sources) -> None:
    """P004: a background page has the headings and blocks of its template, in their order."""
    for page in edition.background:
        people = bool(page.front.people)
        wanted = PEOPLE_TEMPLATE if people else TEMPLATE
        found = [(name, line) for name, level, line in prose.sections(page.body) if level == 2]
        here = [name for name, _ in found]
        extra = set(here) - {*wanted, OPTIONAL} - {person.id for person in page.front.people}
        for name in (name for name in wanted if name not in here):
            _add(sources, page, 1, "P004", f"the section '{name}' is missing.{nearest(name, extra)}")
        for name, line in found:
            if name in extra:
                _add(sources, page, line, "P004", f"the template has no section '{name}'.{nearest(name, wanted)}")
        kept = [name for name in here if name in wanted or name == OPTIONAL]
        order = [*wanted[:-1], OPTIONAL, wanted[-1]] if OPTIONAL in here else list(wanted)
        if len(kept) == len(order) and kept != order:
            _add(sources, page, 1, "P004", f"the sections stand as {', '.join(kept)}.")
        blocks = set(cited.blocks(page))
        for name in BLOCKS:
            if name not in blocks and not (people and name == "facts"):
                _add(sources, page, 1, "P004", f"the block 'edition:{name}' is missing.")
        if not page.front.reviewed:
            path, line = sources.place("page", page.path)
            sources.issues.append(Issue(path, line, "P004", "the front matter has no 'reviewed'."))
        for person in page.front.people:
            if person.id not in here:
                _add(sources, page, 1, "P004", f"the section '{person.id}' of {person.title} is missing.")


def length_is_kept(edition: Edition, sources: Sources) -> None:
    """P005: a background page is neither thin nor long."""
    for page in edition.background:
        least, most = SMALL_LENGTH if page.front.small else LENGTH
        words = prose.words(page.body)
        if not least <= words <= most:
            _add(sources, page, 1, "P005", f"{words} words; the bounds are {least} and {most}.")


def paragraphs_cite(edition: Edition, sources: Sources) -> None:
    """P006, P007: every paragraph of a background page cites a source, or says why not; no excuse is idle."""
    for page in edition.background:
        for paragraph in prose.paragraphs(page.body):
            silent = prose.plain(paragraph.text).startswith(NOT_FOUND)
            bare = not paragraph.cited and paragraph.section not in OF_THE_TEXT and not silent
            if bare and not paragraph.excuse and prose.count(paragraph.text):
                _add(sources, page, paragraph.line, "P006", f"“{prose.plain(paragraph.text)[:60]}…”.")
            if paragraph.excuse and (not bare or not paragraph.excuse[1] or not prose.count(paragraph.text)):
                why = "it gives no reason" if not paragraph.excuse[1] else "nothing below it needs it"
                _add(sources, page, paragraph.excuse[0], "P007", f"{why}.")


def pages_are_reviewed(edition: Edition, sources: Sources) -> None:
    """P008: a page was reviewed after the latest event that concerns it, and after its latest source."""
    for page in edition.background:
        reviewed = page.front.reviewed
        if not reviewed:
            continue
        newer = [(event.date, f"event '{event.id}'") for event in edition.events if page.key in event.pages]
        newer += [(source.date, f"source '{source.id}'") for source in cited.cited(page, edition) if source.date]
        date, what = max(newer, default=("", ""))
        if date > reviewed:
            path, line = sources.place("page", page.path, "reviewed")
            sources.issues.append(Issue(path, line, "P008", f"reviewed {reviewed}, but {what} is of {date}."))


def names_are_found(edition: Edition, sources: Sources) -> None:
    """P009, T004, T007: what a page says of names is so: forms stand in the texts, and one form leads to one page."""
    machine = "".join(segment.machine + segment.machine_tail for segment in edition.segments)
    text = "\n".join(segment.corrected for segment in edition.segments)
    owners: dict[str, str] = {}
    for page in edition.background:
        for number, (section, title, subject) in enumerate(page.subjects):
            loc: tuple[str | int, ...] = ("people", number) if section else ()
            for index, form in enumerate(subject.machine_forms):
                if form not in machine:
                    path, line = sources.place("page", page.path, *loc, "machine_forms", index)
                    sources.issues.append(Issue(path, line, "T004", f"{title}: “{form}”."))
            for index, form in enumerate(subject.article_forms):
                path, line = sources.place("page", page.path, *loc, "article_forms", index)
                if not any(terms.search(text, ((form, ""),))):
                    sources.issues.append(Issue(path, line, "P009", f"{title}: “{form}”."))
                owner = owners.setdefault(form[:1].lower() + form[1:], title)
                if owner != title:
                    sources.issues.append(Issue(path, line, "T007", f"{title} and {owner}: “{form}”."))


def keys_are_known(edition: Edition, sources: Sources) -> None:
    """R001: pages that a page, a member or an event names exist, and so do the segments of an event."""
    for page in edition.background:
        named = [(("see_also", index), key) for index, key in enumerate(page.front.see_also)]
        named += [(("members", index, "page"), one.page) for index, one in enumerate(page.front.members) if one.page]
        for loc, key in named:
            if key not in edition.page_by_key or key == page.key:
                path, line = sources.place("page", page.path, *loc)
                hint = "" if key == page.key else nearest(key, edition.page_by_key)
                sources.issues.append(Issue(path, line, "R001", f"'{page.path}' names '{key}'.{hint}"))
    for event in edition.events:
        for name, keys, known in (
            ("pages", event.pages, edition.page_by_key),
            ("segments", event.segments, edition.by_id),
        ):
            for index, key in enumerate(keys):
                if key not in known:
                    sources.add(
                        "R001", "event", event.id, f"'{event.id}' names '{key}'.{nearest(key, known)}", name, index
                    )


def _quoting(edition: Edition, sources: Sources) -> Iterator[tuple[tuple[str, int], str, str]]:
    """Give what may quote: the place of each text, what a message begins with, the text."""
    for page in edition.background:
        for paragraph in prose.paragraphs(page.body):
            yield _place(page, paragraph.line), "", prose.plain(paragraph.text)
        for index, fact in enumerate(page.front.facts):
            yield sources.place("page", page.path, "facts", index), "", fact.value
    for event in edition.events:
        yield sources.place("event", event.id, "text"), f"'{event.id}': ", event.text
    for claim in edition.claims:
        for loc, text in claim.authored.prose:
            yield sources.place("claim", claim.id, *loc), f"'{claim.id}': ", text


def quotations_are_short(edition: Edition, sources: Sources) -> None:
    """T005: no quotation on a background page, in a fact, an event or a claim has 25 words or more."""
    for (path, line), lead, text in _quoting(edition, sources):
        for quoted in _QUOTATION.findall(text):
            if (words := len(quoted.split())) >= WORD_BOUND:
                sources.issues.append(Issue(path, line, "T005", f"{lead}“{quoted[:40]}…” has {words} words."))


def chinese_is_marked(edition: Edition, sources: Sources) -> None:
    """P010: Chinese in the prose of any page stands in an element with its language, and in no plain field."""
    for page in edition.pages:
        for number, line in enumerate(page.body.split("\n"), 1):
            if found := HAN.search(_MARKED.sub("", line)):
                _add(sources, page, number, "P010", f"“{line[max(0, found.start() - 20) : found.end() + 20].strip()}”.")
        front = page.front
        plain = [(("title",), front.title), (("description",), front.description)]
        plain += [(("facts", index), f"{fact.label}: {fact.value}") for index, fact in enumerate(front.facts)]
        plain += [(("people", index), person.title) for index, person in enumerate(front.people)]
        plain += [(("objectives", index), one.text) for index, one in enumerate(front.objectives)]
        plain += [(("members", index), member.name or "") for index, member in enumerate(front.members)]
        for loc, text in plain:
            if HAN.search(text):
                path, at = sources.place("page", page.path, *loc)
                sources.issues.append(Issue(path, at, "P010", f"“{text[:40]}”."))
    for kind, key, loc, text in _english(edition):
        if HAN.search(text):
            sources.add("P010", kind, key, f"'{key}' {loc[0]}.", *loc)


def _english(edition: Edition) -> Iterator[tuple[str, str, tuple[str | int, ...], str]]:
    """Give the fields of sources, events, misconceptions and claims that are English: kind and id of the record, field, text."""
    for source in edition.sources:
        for name, text in (
            ("publisher", source.publisher),
            ("container", source.container or ""),
            ("stance", source.stance or ""),
            ("evidence", source.evidence),
            ("author", " ".join(author.en for author in source.author)),
        ):
            yield "source", source.id, (name,), text
    for event in edition.events:
        yield "event", event.id, ("text",), event.text
    for one in edition.misconceptions:
        yield "misconception", one.id, ("text",), one.text
    for claim in edition.claims:
        for loc, text in claim.authored.prose:
            yield "claim", claim.id, loc, text


def _dated(edition: Edition, sources: Sources) -> Iterator[tuple[tuple[str, int], str, str]]:
    """Give the dates of pages, sources, events and scores: the place of each, the record, the date."""
    for page in edition.pages:
        if page.front.reviewed:
            yield sources.place("page", page.path, "reviewed"), page.path, page.front.reviewed
        for index, member in enumerate(page.front.members):
            for name in ("since", "until"):
                if date := getattr(member, name):
                    yield sources.place("page", page.path, "members", index, name), page.path, date
    for kind, records, names in (
        ("source", edition.sources, ("date", "seen_on")),
        ("event", edition.events, ("date",)),
    ):
        for record in records:
            for name in names:
                if date := getattr(record, name):
                    yield sources.place(kind, record.id, name), record.id, date
    for claim in edition.claims:
        for index, score in enumerate(claim.authored.forecast.scores if claim.authored.forecast else ()):
            yield sources.place("claim", claim.id, "forecast", "scores", index, "date"), claim.id, score.date


def dates_are_past(edition: Edition, sources: Sources) -> None:
    """D008: no date lies in the future, and each is a day that the calendar has."""
    last = dates.latest()
    for (path, line), record, date in _dated(edition, sources):
        if not dates.exists(date):
            sources.issues.append(Issue(path, line, "D009", f"'{record}': {date}."))
        elif date > last[: len(date)]:
            sources.issues.append(Issue(path, line, "D008", f"'{record}': {date} is after {last}."))


def enough_sources(edition: Edition, sources: Sources) -> None:
    """S005: a background page rests on enough sources, from enough publishers, one of them primary."""
    for page in edition.background:
        own = cited.cited(page, edition)
        found = (len(own), len({source.publisher for source in own}), sum(source.primary for source in own))
        wanted = SMALL_FLOOR if page.front.small else FLOOR
        if any(have < want for have, want in zip(found, wanted, strict=True)):
            counts = f"{found[0]} sources, {found[1]} publishers, {found[2]} primary; wanted are {wanted[0]}, {wanted[1]}, {wanted[2]}"
            _add(sources, page, 1, "S005", f"{counts}.")


RULES = (
    template_is_kept,
    length_is_kept,
    paragraphs_cite,
    pages_are_reviewed,
    names_are_found,
    keys_are_known,
    quotations_are_short,
    chinese_is_marked,
    dates_are_past,
    enough_sources,
)
