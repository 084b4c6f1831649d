"""The whole internal gate on a built site: our own check, linkchecker, and the address registry."""

from __future__ import annotations

import os
from pathlib import Path

from edition import registry
from edition.issues import Issue
from edition.links.crawl import run_linkchecker
from edition.links.internal import check_site


def gate(site: Path, registry_path: Path | None = None, origin: str | None = None) -> list[Issue]:
    """Test a built site before it may take the place of the last good one.

    Arguments:
        site: the folder of the built site.
        registry_path: the file of published addresses, whose version history is looked at too; None takes
            the one of this project.
        origin: the address at which it will stand; None takes the environment variable ``SITE_URL``.

    Returns:
        All findings, sorted; an empty list lets the site pass.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    address = os.environ.get("SITE_URL", "") if origin is None else origin
    path = registry.REGISTRY if registry_path is None else registry_path
    kept = registry.history_check(path.parent, path).issues
    return sorted({*check_site(site, address), *run_linkchecker(site), *registry.check(path, site), *kept})
