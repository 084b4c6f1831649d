"""The machinery of background pages: fact box, the sentences that name the subject, index tables, reading time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from edition import citations, prose, terms
from edition.model import Edition, Page, Segment, Subject
from edition.views.block import Block, BlockError, plain

SNIPPET_WORDS = 12
BEFORE = 4
KINDS = {
    "state": ("State", "States and territories"),
    "territory": ("Territory", "States and territories"),
    "organization": ("Organization", "Organizations"),
    "people": ("People", "People and the press"),
    "outlet": ("Newspaper", "People and the press"),
    "body": ("Body", "Bodies and institutions"),
    "institution": ("Institution", "Bodies and institutions"),
    "document": ("Document", "Documents and policies"),
    "policy": ("Policy", "Documents and policies"),
    "arrangement": ("Arrangement", "Arrangements"),
    "idea": ("Idea", "Ideas"),
}


@dataclass(frozen=True)
class Mention:
    """A sentence that names a subject: a few words around the name (before, name, after), and the machine's forms of it.

    Where the corrected text has no name, ``words`` is None.
    """

    segment: Segment
    words: tuple[str, str, str] | None
    machine: tuple[str, ...]


def mentions(subject: Subject, edition: Edition) -> list[Mention]:
    """Give every sentence and heading that names a subject in either reading, in the order of the text."""
    found = []
    for segment in edition.segments:
        places = terms.named(segment.corrected, subject)
        garbled = tuple(form for form in subject.machine_forms if form in segment.machine)
        if places or garbled:
            found.append(Mention(segment, snippet(segment.corrected, *places[0]) if places else None, garbled))
    return found


def snippet(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Cut a text down to a short quotation around a name.

    At most ``SNIPPET_WORDS`` words, and never more than half of the text, stand in it, so that the whole text cannot be
    put together from the quotations of one page.
    """
    bound = min(SNIPPET_WORDS, max(1, len(text.split()) // 2))
    left = max(0, bound - len(text[start:end].split()))
    before = [match.start() for match in re.finditer(r"\S+", text[:start])]
    first = before[-min(BEFORE, left // 2, len(before))] if before and left > 1 else start
    used = len(text[first:end].split())
    after = [match.end() for match in re.finditer(r"\S+", text[end:])]
    # What is glued to the name (’s, a comma) is no word of its own.
    glued = bool(after) and not text[end : end + 1].isspace()
    room = max(0, bound - used) + glued
    last = end + after[min(room, len(after)) - 1] if after and room else end
    lead, tail = ("… " if first else ""), (" …" if last < len(text) else "")
    return lead + text[first:start], text[start:end], text[end:last] + tail


def page_at(path: str, edition: Edition) -> Page:
    """Give the page on which a block stands.

    Raises:
        BlockError: it is no background page.
    """
    page = next((page for page in edition.pages if page.path == path), None)
    if page is None or page.front.kind is None:
        raise BlockError("this block belongs on a background page, one with a kind in its front matter")
    return page


def _linked(page: Page) -> dict[str, Any]:
    return {"title": page.front.title, "path": page.path}


def facts(edition: Edition, args: list[str], path: str) -> dict[str, Any]:
    """Give the fact box of the page that the block stands on; it takes no arguments."""
    if args:
        raise BlockError("this block takes no arguments")
    page = page_at(path, edition)
    front, known = page.front, edition.page_by_key
    short = citations.formatted(edition.sources)
    members = [
        {
            "page": _linked(known[member.page]) if member.page in known else None,
            "name": member.name or "",
            "since": member.since,
            "until": member.until,
        }
        for member in front.members
    ]
    keys = dict.fromkeys(member.source for member in front.members)
    return {
        "page": page,
        "kind": "Person" if front.kind == "people" and len(page.subjects) == 1 else KINDS[front.kind or ""][0],
        "facts": [
            {"fact": fact, "sources": [{"key": key, "short": _short(short, key)} for key in fact.sources]}
            for fact in front.facts
        ],
        "members": members,
        "member_sources": [{"key": key, "short": _short(short, key)} for key in keys],
        "places": _places(page, edition),
        "events": sum(page.key in event.pages for event in edition.events),
        "see_also": [_linked(known[key]) for key in front.see_also if key in known],
        "minutes": prose.minutes(prose.words(page.body)),
        "timeline": _linked(known["timeline"]) if "timeline" in known else None,
    }


def _places(page: Page, edition: Edition) -> str:
    """Count where the article names a page's subjects, in words: ``2 sentences, 1 heading``; empty if nowhere."""
    segments = {one.segment.id: one.segment for _, _, subject in page.subjects for one in mentions(subject, edition)}
    counts = Counter("header line" if segment.kind == "header" else segment.kind for segment in segments.values())
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())


def _short(formatted: dict[str, citations.Formatted], key: str) -> str:
    return formatted[key].short if key in formatted else key


def in_article(edition: Edition, args: list[str], path: str) -> dict[str, Any]:
    """Give the sentences that name the subjects of the page that the block stands on; it takes no arguments."""
    if args:
        raise BlockError("this block takes no arguments")
    page = page_at(path, edition)
    subjects = [
        {"section": section, "title": title, "mentions": mentions(subject, edition)}
        for section, title, subject in page.subjects
    ]
    return {"subjects": subjects, "several": len(subjects) > 1}


def index(edition: Edition, args: list[str], _page: str) -> dict[str, Any]:
    """Give the pages of a folder as rows of a table, grouped by kind; the one argument is the folder."""
    pages = [page for page in edition.background if args and page.path.startswith(f"{args[0]}/")]
    if len(args) != 1 or not pages:
        raise BlockError("the name of a folder with background pages is wanted")
    groups: dict[str, list[dict[str, Any]]] = {}
    for page in sorted(pages, key=lambda page: page.front.title.casefold()):
        row = {"page": page, "places": _places(page, edition), "minutes": prose.minutes(prose.words(page.body))}
        groups.setdefault(KINDS[page.front.kind or ""][1], []).append(row)
    order = list(dict.fromkeys(heading for _, heading in KINDS.values()))
    return {
        "groups": [{"heading": heading, "rows": groups[heading]} for heading in order if heading in groups],
        "total": len(pages),
    }


def matrix(edition: Edition) -> dict[str, Any]:
    """Give who is in which body or arrangement: a row a page that is a member, a column a page that has members.

    A cell is the member, or None. ``others`` counts, by column, the members that have no page of their own.
    """
    columns = [page for page in edition.background if page.front.members]
    columns.sort(key=lambda page: (page.path.split("/")[0], page.front.title.casefold()))
    known = edition.page_by_key
    keys = {member.page for page in columns for member in page.front.members if member.page in known}
    rows = [
        {
            "page": known[key],
            "cells": [next((one for one in page.front.members if one.page == key), None) for page in columns],
        }
        for key in sorted(keys, key=lambda key: known[key].front.title.casefold())
    ]
    others = [sum(one.name is not None for one in page.front.members) for page in columns]
    return {"columns": columns, "rows": rows, "others": others}


BLOCKS: dict[str, Block] = {
    "facts": facts,
    "in-article": in_article,
    "index": index,
    "matrix": plain(matrix),
    "background-provenance": plain(lambda edition: {"said": edition.provenance.background or ""}),
}
