"""The header of the TEI document (TEI P5 Guidelines, chapter 2): what it is, who answers, rights, witnesses, practice."""

from __future__ import annotations

import lxml.etree

from edition.exports.withdrawal import RIGHTS
from edition.model import Edition, Name

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RESPONSIBLE = "drafted"
_PRACTICE = (
    "Every difference between the machine text and the translation is marked. "
    "An error is sic and corr; corr points with corresp to the notes in the back matter that explain it. "
    "A change that follows from another (type knock-on), a choice of style (type choice) or a sentence boundary "
    "(type boundary) is orig and reg. Words that were only added are supplied. "
    "An empty corr or reg takes words away. "
    "Without sic and orig the text is the translation; without corr, reg and supplied it is the machine text."
)
_CERTAINTY = (
    "cert gives the grade of the reading: high is secure, medium is contested, low is conjecture, unknown is not "
    "recovered. source names the Chinese witnesses that were seen; where it is missing, the Chinese was not seen. "
    "A gap with the reason lost stands for words that were not recovered, and its description is the sign that "
    "readers see."
)


def element(parent: lxml.etree._Element | None, name: str, text: str = "", **attributes: str) -> lxml.etree._Element:
    """Make a TEI element, as the last child of a parent where one is given."""
    tag = f"{{{NAMESPACE}}}{name}"
    if parent is None:
        node = lxml.etree.Element(tag, attributes, nsmap={None: NAMESPACE})
    else:
        node = lxml.etree.SubElement(parent, tag, attributes)
    node.text = text or None
    return node


def _named(parent: lxml.etree._Element, tag: str, name: Name, **attributes: str) -> None:
    """Append a name in every language that it has."""
    found = (("en", name.en), ("zh-Hans", name.zh_hans), ("zh-Hant", name.zh_hant), ("zh-Latn-pinyin", name.pinyin))
    for language, text in found:
        if text:
            element(parent, tag, text, **attributes).set(LANG, language)


def _responsible(statement: lxml.etree._Element, edition: Edition) -> None:
    """Append who answers for the text, from the one home of such statements."""
    provenance = edition.provenance
    drafted = element(statement, "respStmt")
    drafted.set(XML_ID, RESPONSIBLE)
    checks = [f"{check.scope}: {check.against}" for check in provenance.checks]
    for duty in (f"{provenance.drafted} {provenance.reviewed}", *checks):
        element(drafted, "resp", duty)
    element(drafted, "name", edition.site.owner)
    for reviewer in provenance.reviewers:
        reviewed = element(statement, "respStmt")
        element(reviewed, "resp", f"Reviewed: {reviewer.scope}, {reviewer.date}")
        element(reviewed, "name", reviewer.name)


def _sources(parent: lxml.etree._Element, edition: Edition) -> None:
    """Append the article and the witnesses, with exactly what of each was read."""
    article = edition.article
    description = element(parent, "sourceDesc")
    item = element(description, "bibl")
    _named(item, "title", article.headline, level="a")
    _named(item, "author", article.author)
    _named(item, "title", article.paper, level="j")
    element(item, "pubPlace", article.place)
    element(item, "date", article.date)
    witnesses = element(description, "listWit")
    for witness in edition.witnesses:
        node = element(witnesses, "witness")
        node.set(XML_ID, f"wit-{witness.id}")
        element(node, "name", witness.name)
        if witness.site:
            published = element(node, "bibl")
            if witness.title:
                element(published, "title", witness.title).set(LANG, witness.script)
            element(published, "publisher", witness.site)
            element(published, "date", witness.date)
        element(node, "note", witness.read)


def header(edition: Edition) -> lxml.etree._Element:
    """Give the TEI header: title, responsibility, rights, sources, encoding practice, languages."""
    node = element(None, "teiHeader")
    file = element(node, "fileDesc")
    statement = element(file, "titleStmt")
    element(statement, "title", "Two Oceans: the edition")
    _named(statement, "author", edition.article.author)
    _responsible(statement, edition)
    publication = element(file, "publicationStmt")
    element(publication, "publisher", edition.site.owner)
    availability = element(publication, "availability", status="restricted")
    element(element(availability, "licence"), "p", f"{RIGHTS} {edition.provenance.permission}")
    withdrawn = edition.article.withdrawn
    if withdrawn:
        notice = element(availability, "p", n="withdrawn")
        element(notice, "date", withdrawn.date, when=withdrawn.date).tail = f": {withdrawn.notice}"
    _sources(file, edition)
    encoding = element(node, "encodingDesc")
    editorial = element(encoding, "editorialDecl")
    element(element(editorial, "correction", method="markup"), "p", _PRACTICE)
    interpretation = element(editorial, "interpretation")
    element(interpretation, "p", _CERTAINTY)
    types = element(interpretation, "p", "The types of error in the notes are those of ")
    element(types, "ref", edition.typology.name, target=edition.typology.url).tail = "."
    profile = element(node, "profileDesc")
    languages = element(profile, "langUsage")
    spoken = {
        "en": "English",
        "en-x-mt": "English written by a machine",
        "zh-Hans": "Chinese in simplified characters",
        "zh-Hant": "Chinese in traditional characters",
        "zh-Latn-pinyin": "Chinese in pinyin",
    }
    for code, name in spoken.items():
        element(languages, "language", name, ident=code)
    return node
