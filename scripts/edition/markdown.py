"""What must be known of Markdown without parsing it: which lines are code, and where a page lies from another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

# Every sign that some dialect of Markdown, or one of its common extensions, could take for its own.
_SIGN = re.compile(r"""[!"#$%&'*+:<=>?@[\\\]^_`{|}~\t-\r]|(?<=([-. ]))\1""")
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# A block of ours: its name and arguments.
BLOCK = re.compile(r"^<!-- edition:([a-z-]+)((?: [^ ]+)*) -->\s*$")
# A span of code in a line.
INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines outside fenced code, with their numbers counted from 1."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        yield number, line


@lru_cache(maxsize=16384)
def relative(target: str, page: str) -> str:
    """Give the Markdown address of a file of docs/, with its fragment, as seen from the page ``page``."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return "#" + fragment
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + fragment


def literal(text: str) -> str:
    """Write a text so that Markdown, in a paragraph, gives back exactly this text and no markup.

    Character references do what backslashes cannot: every dialect reads them as text, whatever its extensions
    (CommonMark 0.31.2, section 2.5).
    """
    return _SIGN.sub(lambda sign: _NAMES.get(sign[0], f"&#{ord(sign[0])};"), text)
