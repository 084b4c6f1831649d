"""Every address that a built page, style sheet or drawing holds, with the line and the kind of use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree

from edition.links.build import Document, attribute_name, tag

ADDRESS_ATTRIBUTES = frozenset({"href", "src", "poster", "data", "action", "formaction", "longdesc", "cite", "ping"})
SETS = frozenset({"srcset", "imagesrcset"})
LOADED_LINKS = frozenset(
    {"stylesheet", "preload", "modulepreload", "prefetch", "icon", "apple-touch-icon", "mask-icon", "manifest"}
    | {"preconnect", "dns-prefetch", "prerender"}
)
OWN_META = frozenset({"og:image", "og:url", "og:image:url", "og:image:secure_url", "og:audio", "og:video"}) | {
    "twitter:image",
    "twitter:url",
}
JSON_ADDRESS_KEYS = frozenset({"url", "contenturl", "image", "logo", "thumbnailurl", "downloadurl", "item"})

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
_SITE_PATH = re.compile(
    r"(?:\.{1,2}|(?:\.{0,2}/)+[^\s/][^\s]*|\.{1,2}/"
    r"|[\w%.-]+(?:/[\w%.-]+)*\.(?:html|css|js|mjs|json|svg|png|jpe?g|webp|txt|tsv|csv|xml|pdf|woff2)(?:[?#]\S*)?"
    r"|[\w%-]+(?:/[\w%-]+)*/(?:[?#]\S*)?)"
)


@dataclass(frozen=True)
class Reference:
    """One address in a file. ``loads`` says that a browser asks for it without being told to by the reader."""

    line: int
    where: str
    address: str
    loads: bool = False


def in_document(document: Document) -> Iterator[Reference]:
    """Give all references of an HTML page or a drawing, in document order."""
    for node in document.elements:
        line = node.sourceline or 0
        for raw, value in node.attrib.items():
            yield from _in_attribute(node, line, attribute_name(str(raw)), value.strip())
        if tag(node) == "meta":
            yield from _in_meta(node, line)
        elif tag(node) == "style":
            for at, address in in_css(node.text or ""):
                yield Reference(line + at - 1, "style", address, loads=True)
        elif tag(node) == "script" and "json" in node.get("type", ""):
            yield from _in_json(node, line)


def in_css(text: str) -> Iterator[tuple[int, str]]:
    """Give the addresses of a style sheet with their lines; comments hold none."""
    blank = _CSS_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for found in _CSS_ADDRESS.finditer(blank):
        address = next((group for group in found.groups() if group is not None), "")
        yield blank.count("\n", 0, found.start()) + 1, address.strip()


def in_text(text: str, origin: str) -> Iterator[tuple[int, str]]:
    """Give the addresses below ``origin`` that stand in a feed, a site map or another text, with their lines."""
    own = re.compile(re.escape(origin.rstrip("/")) + r"(?![\w.-])[^\s\"'<>\\)\]}|]*")
    for number, line in enumerate(text.split("\n"), 1):
        for found in own.finditer(line):
            yield number, found.group().rstrip(".,;:")


def _in_attribute(node: lxml.etree._Element, line: int, name: str, value: str) -> Iterator[Reference]:
    where = f"{tag(node)} {name}"
    if name in ADDRESS_ATTRIBUTES and tag(node) != "base":
        # A form without an action is sent to its own page.
        if value or name != "action":
            yield Reference(line, where, value, loads=_loads(node, name))
    elif name in SETS:
        yield from (Reference(line, where, address, loads=True) for address in _candidates(value))
    elif name == "style":
        yield from (Reference(line, where, address, loads=True) for _, address in in_css(value))
    elif name.startswith("data-") and (_SITE_PATH.fullmatch(value) or re.match(r"https?://\S+$", value)):
        yield Reference(line, where, value)


def _loads(node: lxml.etree._Element, name: str) -> bool:
    """Say whether a browser fetches the address of this attribute by itself."""
    if name == "ping":
        return True
    kind = tag(node)
    if kind == "link":
        return bool(LOADED_LINKS & set(node.get("rel", "").lower().split()))
    if name == "href":
        return kind in {"use", "image", "feimage", "script"}
    return name in {"src", "poster"} or (name == "data" and kind == "object")


def _candidates(value: str) -> list[str]:
    """Give the addresses of a srcset (HTML, section 4.8.4.2); a data: address keeps its comma."""
    return [found.rstrip(",") for found in re.findall(r"(?:^|,)\s*([^\s,]\S*)", value)]


def _in_meta(node: lxml.etree._Element, line: int) -> Iterator[Reference]:
    content = node.get("content", "")
    if node.get("http-equiv", "").lower() == "refresh" and (found := _REFRESH.match(content)):
        yield Reference(line, "meta refresh", found.group(1).strip(), loads=True)
    name = (node.get("property") or node.get("name") or "").lower()
    if name in OWN_META:
        yield Reference(line, f"meta {name}", content.strip())


def _in_json(node: lxml.etree._Element, line: int) -> Iterator[Reference]:
    """Give the addresses in a block of JSON; what is not JSON is reported as an address that cannot be."""
    try:
        data = json.loads(node.text or "null")
    except ValueError:
        yield Reference(line, "script json", "http://[not JSON")
        return
    for key, value in _strings("", data):
        absolute = value.startswith(("http://", "https://"))
        named = key.lower() in JSON_ADDRESS_KEYS and " " not in value
        if absolute or named or (_SITE_PATH.fullmatch(value) and "/" in value) or value in (".", ".."):
            yield Reference(line, f"script json '{key}'", value)


def _strings(key: str, data: object) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield key, data.strip()
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(str(name), value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(key, value)
