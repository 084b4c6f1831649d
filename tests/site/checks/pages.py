"""Which pages the built site has, and of what kind they are."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from edition.links.build import page_address, read_build

# The set with the most types of questions stands for all.
LAB = "/quiz/damage-report/"
ROOT = Path(__file__).resolve().parents[3]


def site_folder() -> Path:
    """Give the folder under test: the environment variable EDITION_SITE, or site/."""
    return Path(os.environ.get("EDITION_SITE") or ROOT / "site").resolve()


def site_pages() -> list[str]:
    """Give the addresses of all built pages, 404.html included; the root alone where nothing is built.

    What stands under exports/ are files to take away, printed sheets among them: no pages of the site.
    """
    folder = site_folder()
    names = read_build(folder).named(".html") if folder.is_dir() else []
    names = [name for name in names if not name.startswith("exports/")]
    return sorted(page_address(name) for name in names) or ["/"]


def page_kinds() -> dict[str, tuple[str, bool]]:
    """Give kind and smallness of every background page by its address, as the built site tells them."""
    listing = site_folder() / "exports" / "pages.json"
    records = json.loads(listing.read_text(encoding="utf-8")) if listing.is_file() else []
    return {record["address"]: (record["kind"], record["small"]) for record in records if record["kind"]}


def sampled_pages() -> list[str]:
    """Give the addresses of a full and a small background page, one with sections for people, and every other page.

    Background pages come from one template, in which the kind is but a word, and so do the sets of the quiz; what is
    checked of each page singly is told by ``address``, what only the template and the chrome decide by ``sampled``.
    """
    kinds = page_kinds()
    first: dict[tuple[bool, bool], str] = {}
    for address in sorted(kinds):
        kind, small = kinds[address]
        first.setdefault((kind == "people", small), address)
    alike = {*kinds, *quiz_sets()} - {*first.values(), LAB}
    return [address for address in site_pages() if address not in alike]


def quiz_sets() -> list[str]:
    """Give the addresses of the sets of the quiz."""
    return [address for address in site_pages() if re.fullmatch(r"/quiz/[^/]+/", address)]
