"""Small sites with and without faults, as the tests of the gate plant them."""

from __future__ import annotations

from pathlib import Path

import pytest

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>T</title>{head}</head>
<body>
{body}
</body>
</html>
"""


def write(folder: Path, files: dict[str, str], *, head: str = "") -> Path:
    """Write a site: an HTML body under a name in ``.html``, other files as they stand. Gives the folder.

    The first line of a body is line 5 of its page. A home page is added where none is given.
    """
    for name, text in {"index.html": "<p>home</p>", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = PAGE.format(head=head if name == "index.html" else "", body=text) if name.endswith(".html") else text
        path.write_text(whole, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def plant():
    """Give the function that writes a small site."""
    return write
