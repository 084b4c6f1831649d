"""What the built pages say, read without a browser: their frame, and the edition as they show it."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

import lxml.html

HIDDEN = "visually-hidden"
MARKER = "mark-ref"
GAP = "[…]"


def shown(node: lxml.html.HtmlElement) -> str:
    """Give the text of an element as it is seen, without what is there for the ear alone and the numbers of notes."""
    copy = deepcopy(node)
    for part in [*copy.find_class(HIDDEN), *copy.find_class(MARKER)]:
        part.drop_tree()
    return copy.text_content()


def frame(page: lxml.html.HtmlElement) -> list[str]:
    """Test language, title, description, main heading and the order of headings of one page."""
    found = []
    if page.get("lang") != "en":
        found.append(f"the language of the page is {page.get('lang')!r}")
    titles = [" ".join(node.text_content().split()) for node in page.xpath("//head/title")]
    if len(titles) != 1 or not titles[0]:
        found.append(f"the titles of the page are {titles}")
    if not [text for text in page.xpath("//meta[@name='description']/@content") if text.strip()]:
        found.append("the page has no description")
    levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        found.append(f"the page has {levels.count(1)} main headings")
    for above, below in zip([0, *levels], levels, strict=False):
        if below > above + 1:
            found.append(f"a heading of level {below} follows one of level {above}")
    return found


def same_titles(titles: dict[str, str]) -> list[str]:
    """Find titles that several pages share; the keys are addresses."""
    counts = Counter(titles.values())
    return [
        f"{address}: another page has the title '{title}'" for address, title in titles.items() if counts[title] > 1
    ]


def read_page(page: lxml.html.HtmlElement, segments: list[dict]) -> list[str]:
    """Compare Read with the edition: every segment under its id, its corrected text, its gaps."""
    found = []
    for segment in segments:
        node = _by_id(page, segment["id"])
        if node is None:
            found.append(f"{segment['id']} is missing")
            continue
        if shown(node).strip() != segment["corrected"]:
            found.append(f"{segment['id']} reads '{shown(node).strip()}' instead of '{segment['corrected']}'")
        gaps = [one.text_content() for one in node.find_class("gap")]
        if gaps != [GAP] * segment["corrected"].count(GAP):
            found.append(f"{segment['id']} marks the gaps {gaps}, the edition has {segment['corrected'].count(GAP)}")
    return found + _order(page, segments)


def compare_page(page: lxml.html.HtmlElement, segments: list[dict]) -> list[str]:
    """Compare Compare with the edition: every pair under its id, corrected text first, machine text untranslated."""
    found = []
    for segment in segments:
        node = _by_id(page, segment["id"])
        if node is None:
            found.append(f"{segment['id']} is missing")
            continue
        texts = node.find_class("text")
        if len(texts) != 2:
            found.append(f"{segment['id']} shows {len(texts)} texts instead of two")
            continue
        corrected, machine = texts
        if shown(corrected).strip() != segment["corrected"]:
            found.append(
                f"{segment['id']} corrects to '{shown(corrected).strip()}' instead of '{segment['corrected']}'"
            )
        if shown(machine) != segment["machine"]:
            found.append(f"{segment['id']} shows the machine text '{shown(machine)}' instead of '{segment['machine']}'")
        marks = [above.get("translate") for above in (machine, *machine.iterancestors()) if above.get("translate")]
        if marks[:1] != ["no"]:
            found.append(f"{segment['id']} lets the machine text be translated")
    return found + _order(page, segments)


def notes(page: lxml.html.HtmlElement) -> list[str]:
    """Test the notes of Read: numbers in order, every marker and every note linked with the other, all ids there."""
    found = []
    ids = set(page.xpath("//*/@id"))
    markers = page.find_class(MARKER)
    numbers = [marker.text_content() for marker in markers]
    if numbers != [str(number) for number in range(1, len(markers) + 1)]:
        found.append(f"the markers are numbered {numbers}")
    told = [node.text_content() for node in page.find_class("note-n")]
    if told != numbers:
        found.append(f"the notes are numbered {told}, the markers {numbers}")
    entries = page.find_class("note-entry")
    back = {link.get("href") for entry in entries for link in entry.xpath(".//a[starts-with(@href, '#r-')]")}
    for entry in entries:
        key = (entry.get("id") or "").removeprefix("n-")
        if f"#r-{key}" not in back or f"r-{key}" not in ids:
            found.append(f"the note on {key} does not lead back to its marker")
    for marker in markers:
        if (marker.get("href") or "#").removeprefix("#") not in ids:
            found.append(f"marker {marker.text_content()} leads nowhere")
        if not marker.xpath("ancestor::*[contains(concat(' ', @class, ' '), ' s ')]"):
            found.append(f"marker {marker.text_content()} stands outside the text")
    return found


def machine_text(segments: list[dict]) -> bytes:
    """Join the machine text of all segments."""
    return "".join(segment["machine"] + segment["machine_tail"] for segment in segments).encode()


def _by_id(page: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement | None:
    return next(iter(page.xpath("//*[@id=$name]", name=name)), None)


def _order(page: lxml.html.HtmlElement, segments: list[dict]) -> list[str]:
    """Test that the segments stand in the order of the text."""
    wanted = [segment["id"] for segment in segments]
    present = [name for name in page.xpath("//*/@id") if name in set(wanted)]
    return [] if present == [name for name in wanted if name in set(present)] else ["the segments are out of order"]
