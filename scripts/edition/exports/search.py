"""The index of the site's own search: what can be found, under which names, and where.

It is a classic script that sets one global, because browsers refuse to fetch anything on file://. What it holds is
text as authored: overrides/assets/search-engine.js cuts it into words, in the index as in a query. There is an entry
for each page and for each section with an id, and more where a block stands for records: terms, paragraphs, events.

Out of it stay citations and lists of sources, what a block shows of other records, and the machine's text but for the
forms that a page or a term declares. A heading or an element with the attribute ``data-search-exclude`` stays out with
all that belongs to it, blocks too; of a page with ``search: {exclude: true}`` only title and description go in.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from edition import dates, prose
from edition.exports.withdrawal import RIGHTS
from edition.links.language import HAN
from edition.markdown import BLOCK, INLINE_CODE, outside_code
from edition.model import Edition, FrontMatter, Page, Subject, Term
from edition.views.glossary import in_order

PATH = "search/index.js"
# The languages of names: BCP 47, where the machine's English is what the other exports call it too.
MACHINE = "en-x-mt"
EXCLUDE = "data-search-exclude"
_EXCLUDED = re.compile(rf"<([a-z][a-z0-9-]*)\b[^>]*\b{EXCLUDE}\b")
_FOREIGN = re.compile(r"""<[a-z]+\b[^>]*\blang="([^"]+)"[^>]*>([^<]+)<""")


@dataclass
class Entry:
    """Something that can be found: a page (without id) or what has an id on it.

    ``names`` are other names by language, under the empty key those in English; ``foreign`` gives the language of
    stretches of the text that are not English; what is ``light`` weighs less than other entries with the same words.
    """

    id: str
    title: str
    names: dict[str, list[str]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    light: bool = False

    def add(self, other: Entry) -> None:
        """Take in names and text of an entry that has no id of its own."""
        self.names |= other.names
        self.text += other.text
        self.foreign |= other.foreign

    def record(self) -> dict[str, Any]:
        """Give it as the index has it, without what is empty."""
        whole = {
            "id": self.id,
            "title": self.title,
            "names": self.names,
            "text": " ".join(self.text),
            "foreign": self.foreign,
            "light": self.light,
        }
        return {key: value for key, value in whole.items() if value}


def write(edition: Edition) -> bytes:
    """Write the index: a list of pages in the order of their paths, each with its sections in the order of the page."""
    pages = []
    for page in edition.pages:
        own, *sections = entries(page, edition)
        pages.append({
            "path": page.path.removesuffix(".md"),
            **own.record(),
            "sections": [section.record() for section in sections],
        })  # fmt: skip
    data = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    # Two separators end a line in old scripts, and a tag would end a script that stands in a page.
    safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"/* {RIGHTS} */\nglobalThis.searchIndex={safe};\n".encode()


def entries(page: Page, edition: Edition) -> list[Entry]:
    """Give what can be found on a page: the page itself first, then its sections."""
    front = page.front
    own = Entry("", front.title, {} if front.people else _named(front, front.title), [front.description])
    if front.search and front.search.get("exclude"):
        return [own]
    people = {person.id: person for person in front.people}
    body = included(page.body)
    starts = {paragraph.line: paragraph for paragraph in prose.paragraphs(body)}
    here, found = own, [own]
    for number, line in outside_code(body):
        heading, block = prose.HEADING.match(line), BLOCK.match(line)
        if heading and len(heading[1]) > 1 and heading[3]:
            person = people.get(heading[3])
            title = prose.plain(heading[2])
            here = Entry(heading[3], title, _named(person, title) if person else {})
            found.append(here)
        elif block:
            for entry in SPOKEN.get(block[1], _nothing)(edition, front):
                if entry.id:
                    found.append(entry)
                else:
                    here.add(entry)
        elif number in starts:
            here.add(_spoken(starts[number].text))
    return [entry for entry in found if entry.id != "sources"]


def included(body: str) -> str:
    """Blank the lines of a body that are marked to stay out, and those of code.

    A marked heading ends with the next one of its level or above, a marked element with its closing tag.
    """
    lines = [""] * (body.count("\n") + 1)
    level, element, depth = 0, "", 0
    for number, line in outside_code(body):
        heading = prose.HEADING.match(line)
        if heading and not depth and (not level or len(heading[1]) <= level):
            level = len(heading[1]) if EXCLUDE in line else 0
        opened = None if depth else _EXCLUDED.search(line)
        element = opened[1] if opened else element
        out = level or depth or opened
        if depth or opened:
            depth += len(re.findall(rf"<{element}\b", line)) - len(re.findall(rf"</{element}\b", line))
        if not out:
            lines[number - 1] = line
    return "\n".join(lines)


def _spoken(text: str) -> Entry:
    """Give a paragraph of Markdown as it is read, with the languages that its tags name."""
    foreign = {html.unescape(words): language for language, words in _FOREIGN.findall(text)}
    # In code nothing is markup; a colon at the head of a line is that of a definition list.
    told = INLINE_CODE.sub(lambda code: html.escape(code[0]).replace("_", "&#95;"), text)
    return Entry("", "", text=[re.sub(r"\s:\s+", ": ", html.unescape(prose.plain(told)))], foreign=foreign)


def _named(subject: Subject | Term, title: str) -> dict[str, list[str]]:
    """Give the names of a subject, its title apart, by their languages; of a name in characters alone the script is open."""
    if isinstance(subject, Term):
        chinese, others, machine = subject, subject.forms, subject.machine
    else:
        chinese, others, machine = subject.names, (*subject.aliases, *subject.article_forms), subject.machine_forms
    names: dict[str, list[str]] = {"": [], "zh": []}
    for name in dict.fromkeys(others):
        if name != title:
            names["zh" if HAN.search(name) else ""].append(name)
    if chinese:
        for language in ("hans", "hant"):
            name = getattr(chinese, f"zh_{language}")
            if name and name not in names.get("zh-Hans", ()):
                names[f"zh-{language.capitalize()}"] = [name]
        names["zh-Latn-pinyin"] = [chinese.pinyin] if chinese.pinyin else []
    names[MACHINE] = list(machine)
    return {language: found for language, found in names.items() if found}


def _nothing(_edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    yield from ()


def _masthead(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    article = edition.article
    names = {"": [article.headline.en], "zh-Hans": [article.headline.zh_hans], "zh-Hant": [article.headline.zh_hant]}
    text = [f"{article.author.en}, {article.paper.en}, {article.place}, {article.date}."]
    yield Entry("", "", {key: [name for name in found if name] for key, found in names.items() if any(found)}, text)


def _segments(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    """Give the corrected text by paragraphs; a heading is an entry of its own, as it is on the page."""
    for number, group in groupby(edition.segments, key=lambda segment: segment.paragraph):
        members = [segment for segment in group if segment.kind != "header" and segment.corrected]
        text = [segment.corrected for segment in members]
        if members and members[0].kind == "heading":
            yield Entry(f"p{number:02d}", text[0])
        elif members:
            yield Entry(f"p{number:02d}", f"¶{number}", text=text)


def _terms(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    for term in in_order(edition):
        uses = [f"{use.by}: {use.use}" for use in term.uses]
        title = term.en[:1].upper() + term.en[1:]
        yield Entry(term.id, title, _named(term, title), [term.definition, *uses])


def _events(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    for event in edition.events:
        yield Entry(event.id, dates.spoken(event.date), text=[event.text], light=True)


def _claims(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    for claim in edition.claims:
        record = claim.authored
        yield Entry(record.id, f"{record.id} {record.label}", text=[record.text, record.because or ""], light=True)


def _concordance(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    for entry in edition.concordance:
        quoted = [f"{quotation.text} {quotation.caveat}" for quotation in entry.quotations]
        foreign = {one.text: one.language for one in entry.quotations if one.language != "en"}
        yield Entry(entry.id, entry.phrase, text=[*quoted, entry.effect], foreign=foreign)


def _facts(edition: Edition, front: FrontMatter) -> Iterator[Entry]:
    """Give the fact box without its citations."""
    known = edition.page_by_key
    members = [known[one.page].front.title if one.page in known else one.name for one in front.members]
    text = [f"{fact.label}: {fact.value}." for fact in front.facts]
    yield Entry("", "", text=text + ([f"Members: {', '.join(filter(None, members))}."] if members else []))


def _provenance(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    said = edition.provenance
    checks = [f"{check.scope}: {check.against}" for check in said.checks]
    yield Entry("", "", text=[said.drafted, said.reviewed, *checks, said.invitation])


def _witnesses(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    for one in edition.witnesses:
        where = ", ".join(filter(None, [one.title, one.site, one.date]))
        text = [f"{one.name[:1].upper()}{one.name[1:]}.", *([where + "."] if where else []), one.read]
        yield Entry("", "", text=text, foreign={one.title: one.script} if one.title else {})


def _typology(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    typology = edition.typology
    kinds = [name for kind, inner in typology.types.items() for name in (kind, *inner)]
    yield Entry("", "", text=[f"{typology.name}, {typology.publisher}: {', '.join(kinds)}."])


def _rights(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    yield Entry("", "", text=[edition.provenance.permission])


def _background_provenance(edition: Edition, _front: FrontMatter) -> Iterator[Entry]:
    yield Entry("", "", text=list(filter(None, [edition.provenance.background])))


# What a block adds: entries with an id of their own, or names and text to where it stands. All other blocks add nothing.
SPOKEN: dict[str, Callable[[Edition, FrontMatter], Iterator[Entry]]] = {
    "masthead": _masthead,
    "segments": _segments,
    "glossary": _terms,
    "timeline": _events,
    "claims": _claims,
    "concordance": _concordance,
    "facts": _facts,
    "provenance": _provenance,
    "background-provenance": _background_provenance,
    "rights": _rights,
    "typology": _typology,
    "witnesses": _witnesses,
}
