"""IMS Common Cartridge 1.3: the questions as an assessment, and links to the readings.

The cartridge's profile of QTI 1.2.1 has no matching, so matching and ordering stay out; the page for instructors counts
them. Without an address of the site there are no links, because a cartridge takes whole addresses alone.
"""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from edition.exports.questions import qti12
from edition.exports.questions.markup import archive, xml
from edition.exports.questions.neutral import Pool, site

_CC = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
_LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
E = ElementMaker(namespace=_CC, nsmap={None: _CC, "lomimscc": _LOM})


def carried(pool: Pool) -> int:
    """Count the questions of a pool that a cartridge carries."""
    return sum(one.shape in qti12.PROFILES for one in pool.questions)


def _readings(pool: Pool) -> list[tuple[str, str]]:
    """Give the pages that the questions send to, each once, in order: words and address."""
    if not site():
        return []
    found = {where.partition("#")[0]: None for one in pool.questions for _, where in one.reread}
    return [(where.removeprefix(site()).strip("/") or "home", where) for where in found]


def _link(title: str, where: str) -> etree._Element:
    """Make a link to a page."""
    link = ElementMaker(namespace=_LINK, nsmap={None: _LINK})
    return link.webLink(link.title(f"Two Oceans: {title}"), link.url(href=where))


def _metadata(pool: Pool) -> etree._Element:
    """Say what the cartridge is: its title and language."""
    lom = ElementMaker(namespace=_LOM)
    title = lom.string(f"Two Oceans: {pool.title}", language="en")
    about = lom.lom(lom.general(lom.title(title), lom.language("en")))
    return E.metadata(E.schema("IMS Common Cartridge"), E.schemaversion("1.3.0"), about)


def write(pool: Pool) -> bytes:
    """Write a pool as a cartridge."""
    name = f"two-oceans-{pool.key}"
    quiz = f"{name}/{name}.xml"
    files = {quiz: xml(qti12.assessment(pool, qti12.PROFILES))}
    resources = [E.resource(E.file(href=quiz), identifier=name, type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment")]
    entries = [E.item(E.title(f"Two Oceans: {pool.title}"), identifier="entry-quiz", identifierref=name)]
    for number, (title, where) in enumerate(_readings(pool), 1):
        path = f"links/{number:03}.xml"
        files[path] = xml(_link(title, where))
        resources.append(E.resource(E.file(href=path), identifier=f"link{number:03}", type="imswl_xmlv1p3"))
        entry = E.item(E.title(title), identifier=f"entry-link{number:03}", identifierref=f"link{number:03}")
        entries.append(entry)
    organization = E.organization(E.item(*entries, identifier="root"), identifier="main", structure="rooted-hierarchy")
    manifest = E.manifest(
        _metadata(pool), E.organizations(organization), E.resources(*resources), identifier=f"{name}-cartridge"
    )
    return archive({"imsmanifest.xml": xml(manifest), **files})
