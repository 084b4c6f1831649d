"""The two whole-site calls: check everything, and stage the site as plain Markdown that any generator builds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from edition import exports, rules
from edition import load as loading
from edition.blocks import expand
from edition.issues import Issue
from edition.load import Sources, load_into
from edition.model import Edition


def check(docs: Path) -> tuple[Edition | None, list[Issue]]:
    """Read everything and run every rule.

    Args:
        docs: the folder of authored pages.

    Returns:
        The edition, or None where there are findings; and the findings, sorted.
    """
    sources = Sources(docs.parent)
    edition = load_into(sources, docs)
    if edition is not None and not sources.issues:
        rules.run(edition, sources)
    issues = sorted(set(sources.issues))
    return (None if issues else edition), issues


def with_private(docs: Path, folder: Path) -> tuple[Edition | None, list[Issue]]:
    """Read the site's records and, beside them, an instructor's own questions, and run every rule on both.

    Args:
        docs: the folder of authored pages.
        folder: the private questions; nothing of them is in what ``check`` gives.

    Returns:
        An edition whose bank holds the private questions alone, or None; and the findings, sorted.

    Raises:
        FileNotFoundError: the folder is not there, or holds no .yml file.
    """
    sources = Sources(docs.parent)
    edition = load_into(sources, docs)
    own = loading.private(sources, folder)
    if edition is not None and not sources.issues:
        rules.run(replace(edition, questions=(*edition.questions, *own)), sources)
    # Private questions stand on no page, so no page needs a block for them.
    issues = sorted(issue for issue in set(sources.issues) if issue.code != "Q007")
    if issues or edition is None:
        return None, issues
    return replace(edition, questions=tuple(own)), []


def stage(docs: Path, edition: Edition, out: Path) -> None:
    """Write the whole of docs/ to ``out`` with blocks filled, references resolved and generated files in place.

    Args:
        docs: the folder of authored pages.
        edition: what ``check`` gave for it.
        out: a folder that does not exist, or is empty.

    Raises:
        FileExistsError: ``out`` holds something.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty")
    shutil.copytree(docs, out, ignore=shutil.ignore_patterns("_data", "*.md"), dirs_exist_ok=True)
    for page in edition.pages:
        file = out / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = (docs / page.path).read_text(encoding="utf-8")
        head = text[: len(text) - len(page.body)]
        file.write_text(head + expand(page.body, page.path, edition)[0], encoding="utf-8")
    for path, content in exports.generated(edition).items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
