"""From an authored page to plain Markdown: fill its blocks, resolve its references.

A block is a line of its own, ``<!-- edition:name arguments -->``; each has one function here that gathers what its
template overrides/blocks/<name>.html shows. A reference is a link with a scheme, ``[words](segment:p06s03)`` or
``[words](page:method)``. ``[](source:id)`` without words becomes a short citation, several in a row become one
parenthesis. Code, fenced or inline, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from edition import citations
from edition.issues import Issue, nearest
from edition.markdown import BLOCK, INLINE_CODE, literal, outside_code, relative
from edition.model import Edition
from edition.prose import UNCITED
from edition.templates import CLAIMS, CORRECTIONS, GLOSSARY, READ, render
from edition.views import BLOCKS
from edition.views.block import BlockError

_REFERENCE = re.compile(r"\]\((term|page|segment|source|correction|claim):([^)\s]*)\)")
_CITATION = re.compile(r"\[\]\(source:([^)\s]*)\)")
_CITATIONS = re.compile(rf"(?:{_CITATION.pattern})+")
_SOURCE = re.compile(r"\]\(source:([^)\s]*)\)(?!\{)")


def target(scheme: str, key: str, edition: Edition, page: str) -> str:
    """Give the file of docs/, with fragment, that a reference names; a source is listed on the citing page itself.

    Raises:
        LookupError: nothing has this key; the argument is the nearest known key, as a clause.
    """
    if scheme == "segment":
        paragraph_ids = {segment.id[:3] for segment in edition.segments}
        if key in edition.by_id or key in paragraph_ids:
            return f"{READ}#{key}"
        raise LookupError(nearest(key, edition.by_id))
    if scheme == "page":
        pages = edition.page_by_key
        slug, mark, fragment = key.partition("#")
        if slug in pages:
            return pages[slug].path + mark + fragment
        raise LookupError(nearest(slug, pages))
    records: dict[str, tuple[str, Mapping[str, object]]] = {
        "correction": (CORRECTIONS, edition.correction_by_id),
        "term": (GLOSSARY, edition.term_by_id),
        "claim": (CLAIMS, edition.claim_by_id),
    }
    if scheme == "source":
        records["source"] = ("", edition.source_by_id)
    file, known = records[scheme]
    if key in known:
        return f"{file or page}#{key}"
    raise LookupError(nearest(key, known))


def expand(markdown: str, page: str, edition: Edition, offset: int = 0) -> tuple[str, list[Issue]]:
    """Fill the blocks and resolve the references of one page.

    Args:
        markdown: the authored body.
        page: its path in docs/.
        edition: everything.
        offset: lines of the file that stand before the body, for the findings.

    Returns:
        Plain Markdown, and the findings; a line with a finding stays as authored.
    """
    lead = len(markdown) - len(markdown.lstrip("\n"))
    key = ("expand", page, markdown[lead:])
    if key not in edition.memo:
        edition.memo[key] = _expand(markdown[lead:], page, edition)
    text, issues = edition.memo[key]
    return "\n" * lead + text, [replace(issue, line=issue.line + lead + offset) for issue in issues]


def _expand(markdown: str, page: str, edition: Edition) -> tuple[str, list[Issue]]:
    """Expand what does not begin with empty lines, and number the lines from 1."""
    lines = markdown.split("\n")
    issues: list[Issue] = []
    for number, line in outside_code(markdown):
        path, at = f"docs/{page}", number
        block = BLOCK.match(line)
        if block:
            name, args = block[1], block[2].split()
            if name not in BLOCKS:
                issues.append(Issue(path, at, "B001", f"'{name}'.{nearest(name, BLOCKS)}"))
                continue
            try:
                lines[number - 1] = render(name, page, edition, BLOCKS[name](edition, args, page))
            except BlockError as error:
                issues.append(Issue(path, at, "B002", f"'{name}': {error}."))
            continue
        if UNCITED.match(line):
            lines[number - 1] = ""
            continue
        lines[number - 1] = _references(line, page, edition, path, at, issues)
    return "\n".join(lines), issues


def _references(line: str, page: str, edition: Edition, path: str, at: int, issues: list[Issue]) -> str:
    """Resolve the references of one line, outside inline code."""
    code = [match.span() for match in INLINE_CODE.finditer(line)]

    def is_code(match: re.Match[str]) -> bool:
        return any(start <= match.start() < end for start, end in code)

    def cite(match: re.Match[str]) -> str:
        keys = _CITATION.findall(match[0])
        if is_code(match) or any(key not in edition.source_by_id for key in keys):
            return match[0]
        short = citations.formatted(edition.sources)
        return f"({'; '.join(f'[{literal(short[key].short)}](source:{key})' for key in keys)})"

    def resolve(match: re.Match[str]) -> str:
        if is_code(match):
            return match[0]
        try:
            return f"]({relative(target(match[1], match[2], edition, page), page)})"
        except LookupError as error:
            issues.append(Issue(path, at, "R001", f"{match[1]}:{match[2]}.{error.args[0]}"))
            return match[0]

    if "source:" in line:
        line = _CITATIONS.sub(cite, line)
        code = [match.span() for match in INLINE_CODE.finditer(line)]
        line = _SOURCE.sub(lambda match: match[0] if is_code(match) else f"{match[0]}{{ .cite }}", line)
        code = [match.span() for match in INLINE_CODE.finditer(line)]
    return _REFERENCE.sub(resolve, line)
