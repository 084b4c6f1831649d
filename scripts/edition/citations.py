"""Citations and bibliography in Chicago author-date style, by pandoc's CSL processor.

The records become CSL-JSON 1.0.2, and one call of pandoc with its built-in style (Chicago Manual of Style, 18th
edition, author-date) formats them all, so that one source is cited alike on every page. What it gave is kept under
.build/, by the hash of what went in: the same records always give the same words.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc

from edition.model import Source
from edition.model.background import Author

CACHE = Path(__file__).resolve().parents[2] / ".build" / "citations"
# Raised when what is kept would no longer be what this module gives.
FORM = 3
PRESS = ("article-newspaper", "article-magazine")
# Their entries begin with the title.
TITLED = ("treaty", "legislation")
WORKS = ("book", "chapter", "report", "legislation", "treaty", "standard", "document", "speech")
# Quotation marks of East Asian titles pass the processor, which would nest them as English ones, as private characters.
_QUOTES = str.maketrans("“”‘’", "\ue000\ue001\ue002\ue003")
_LESS = "\ue004"
_UNQUOTES = str.maketrans("\ue000\ue001\ue002\ue003\ue004", "“”‘’<")


_last: dict[str, tuple[tuple[Source, ...], dict[str, Formatted]]] = {}


@dataclass(frozen=True)
class Formatted:
    """A source as it is cited: the short form without parentheses, and the entry of a list as (text, mark) pairs.

    A mark is "italic", "url" or empty.
    """

    short: str
    entry: tuple[tuple[str, str], ...]


def _name(author: Author) -> dict[str, str]:
    """Give an author as a CSL name: a Western name in its parts, everyone else as written."""
    if author.family and author.en.endswith(author.family) and author.en != author.family:
        return {"family": author.family, "given": author.en.removesuffix(author.family).strip()}
    return {"literal": author.en}


def _date(iso: str) -> dict[str, Any]:
    """Give a CSL date."""
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def item(source: Source) -> dict[str, Any]:
    """Give a source as an item of CSL-JSON 1.0.2.

    A body that publishes what no person signed is its author; a newspaper is the container of what it prints.
    """
    press = source.type in PRESS
    container = source.container or (
        source.publisher if press or (source.author and source.type not in WORKS) else None
    )
    authors = [_name(author) for author in source.author]
    if not authors and not press:
        authors = [{"literal": source.publisher}]
    found: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": authors,
        "container-title": container,
        "publisher": source.publisher if source.author and source.publisher != container else None,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
        "issued": _date(source.date) if source.date else None,
        "accessed": _date(source.seen_on) if source.url else None,
        "URL": source.url,
        "language": source.language,
    }
    return {key: value for key, value in found.items() if value}


def _styled(record: dict[str, Any]) -> dict[str, Any]:
    """Adapt an item to the style.

    An unsigned newspaper report stands under the name of its paper, its title in quotation marks (Chicago Manual of
    Style, 18th edition, 14.90); the day of access is given only where a source has no date (13.15).
    """
    found = dict(record)
    if "author" not in found:
        found["author"] = [{"literal": found.pop("container-title")}]
        found["type"] = "webpage"
    if "issued" in found:
        found.pop("accessed", None)
    # The processor takes some tags in a title for markup.
    found["title"] = found["title"].replace("<", _LESS)
    if found["language"][:2] in ("zh", "ja", "ko"):
        found["title"] = found["title"].translate(_QUOTES)
    return found


def formatted(sources: tuple[Source, ...]) -> dict[str, Formatted]:
    """Format all sources in one style.

    Args:
        sources: every record of the site; the letter behind a year depends on all of them.

    Returns:
        The citation of each, by id.

    Raises:
        RuntimeError: pandoc failed; the message is its own.
    """
    if not sources:
        return {}
    # The records of an edition never change, and every citation of every page asks for them.
    if (last := _last.get("sources")) and last[0] is sources:
        return last[1]
    # In the order of their ids, so that the letters of two sources alike in name, year and title never change places.
    styled = [_styled(item(source)) for source in sorted(sources, key=lambda source: source.id)]
    records = json.dumps(styled, ensure_ascii=False, sort_keys=True)
    kept = json.loads(_once("chicago", records, lambda: json.dumps(_ask(records), ensure_ascii=False)))
    found = {key: Formatted(short, tuple((text, mark) for text, mark in parts)) for key, (short, parts) in kept.items()}
    _last["sources"] = (sources, found)
    return found


def bibtex(items: list[dict[str, Any]]) -> str:
    """Write items of CSL-JSON as BibTeX, by pandoc.

    Raises:
        RuntimeError: pandoc failed; the message is its own.
    """
    if not items:
        return ""
    records = json.dumps(items, ensure_ascii=False, sort_keys=True)
    write = partial(pypandoc.convert_text, records, to="bibtex", format="csljson", extra_args=["--wrap=none"])
    return _once("bibtex", records, write)


def _once(name: str, records: str, ask: Callable[[], str]) -> str:
    """Take what is kept for these records, or ask pandoc and keep it."""
    what = hashlib.sha256(f"{FORM} {pypandoc.__version__} {records}".encode()).hexdigest()
    kept = CACHE / f"{name}-{what}"
    try:
        return kept.read_text(encoding="utf-8")
    except OSError:
        found = ask()
        _keep(kept, found)
        return found


def _ask(records: str) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Have pandoc format the records, each cited once, and the list; give short form and entry by id."""
    keys = [record["id"] for record in json.loads(records)]
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(records, encoding="utf-8")
        html = pypandoc.convert_text(
            "\n\n".join(f"[@{key}]" for key in keys),
            to="html",
            format="markdown",
            extra_args=["--citeproc", f"--bibliography={bibliography}", "--metadata=lang:en-US", "--wrap=none"],
        )
    page = lxml.html.fromstring(f"<div>{html}</div>")
    short = {
        str(node.get("data-cites")): str(node.text_content())[1:-1]
        for node in page.iter("span")
        if node.get("data-cites")
    }
    entries = {
        str(node.get("id")).removeprefix("ref-"): _parts(node)
        for node in page.iter("div")
        if "csl-entry" in (node.get("class") or "")
    }
    return {key: (short[key], entries[key]) for key in keys}


def _parts(entry: Any) -> list[tuple[str, str]]:
    """Give an entry as texts with their marks, neighbors of one mark joined, white space folded."""
    found: list[list[str]] = []

    def add(text: str | None, mark: str) -> None:
        if text:
            if found and found[-1][1] == mark:
                found[-1][0] += text
            else:
                found.append([text, mark])

    def walk(node: Any, mark: str) -> None:
        own = {"em": "italic", "i": "italic", "a": "url"}.get(node.tag, mark)
        add(node.text, own)
        for child in node:
            walk(child, own)
            add(child.tail, own)

    walk(entry, "")
    folded = [(re.sub(r"\s+", " ", text).translate(_UNQUOTES), mark) for text, mark in found]
    if folded:
        folded[0] = (folded[0][0].lstrip(), folded[0][1])
        folded[-1] = (folded[-1][0].rstrip(), folded[-1][1])
    return [(text, mark) for text, mark in folded if text]


def _keep(path: Path, text: str) -> None:
    """Write a file in one step; where nothing can be written, nothing is kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(path)
    except OSError:
        return
