"""The registry of published addresses, ``docs/_data/registry.txt``: it grows and never shrinks.

One address a line, ``/article/`` or ``/article/#p03s01``, in the order of publication. Addresses are linked
from syllabi, so a build that lacks one of them is refused.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from edition.issues import Issue, nearest
from edition.links.build import Document, page_address, read_build, tag

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "docs" / "_data" / "registry.txt"
CONTROLS = frozenset({"input", "button", "select", "textarea", "output", "dialog"})
_LINE = re.compile(r"/[^\s#?]*(?:#[^\s#]+)?")


@dataclass(frozen=True)
class History:
    """What the version history says of the registry: findings, and a sentence on what could be read."""

    issues: list[Issue]
    said: str


def published(site: Path) -> list[str]:
    """Give every address that a built site offers, sorted: its pages, the ids in their articles, its exports.

    Left out are 404.html, Material's own ids (``__`` at the start), controls, what the templates
    mark with ``data-passing``, and the definitions inside drawings.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    build = read_build(site)
    found: set[str] = set()
    for name in build.named(".html"):
        document = build.document(name)
        if name == "404.html" or document is None:
            continue
        address = page_address(name)
        found.add(address)
        found.update(f"{address}#{place}" for place in _article_ids(document))
    found.update(f"/{file.relative_to(site).as_posix()}" for file in (site / "exports").rglob("*") if file.is_file())
    return sorted(found)


def check(registry_path: Path, site: Path) -> list[Issue]:
    """Compare the registry with a built site.

    Arguments:
        registry_path: the registry; a missing one is an empty one.
        site: the folder of the built site.

    Returns:
        A001 for each registered address that the site lacks and A003 for each malformed or repeated line,
        with the line of the registry; A002 for each page with addresses that are not registered.
    """
    where = _shown(registry_path)
    offered = published(site)
    known = set(offered)
    lines = _read(registry_path)
    found: list[Issue] = []
    first: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line):
            found.append(Issue(where, number, "A003", f"'{line}' is not an address."))
        elif line in first:
            found.append(Issue(where, number, "A003", f"'{line}' stands on line {first[line]} already."))
        else:
            first[line] = number
            if line not in known:
                found.append(Issue(where, number, "A001", f"'{line}' is not in the site.{nearest(line, known)}"))
    missing: dict[str, list[str]] = {}
    for address in offered:
        if address not in first:
            missing.setdefault(address.partition("#")[0], []).append(address)
    for page, addresses in missing.items():
        more = f" and {len(addresses) - 1} more of {page}" if len(addresses) > 1 else ""
        found.append(Issue(where, 0, "A002", f"'{addresses[0]}'{more} missing."))
    return sorted(found)


def add(registry_path: Path, site: Path) -> list[str]:
    """Append to the registry what it lacks; the file is replaced in one step, and no line of it is touched.

    Returns:
        The addresses appended, in the order in which they now stand.

    Raises:
        NotADirectoryError: there is no such site.
    """
    present = _read(registry_path)
    new = [address for address in published(site) if address not in set(present)]
    if new:
        _replace(registry_path, "".join(f"{line}\n" for line in [*present, *new]))
    return new


def history_check(repo: Path, path: Path) -> History:
    """Look for lines that the registry once had and has no more.

    Arguments:
        repo: the folder of the git repository, or one inside it.
        path: the registry, inside ``repo``, absolute or relative to it.

    Returns:
        A004 for each line that any commit or the working tree removed and that has not been restored, and a
        sentence that says what was read; without git or without commits nothing is found and the sentence
        says so.
    """
    relative = path.resolve().relative_to(repo.resolve()).as_posix() if path.is_absolute() else path.as_posix()
    log = _git(repo, "log", "--full-history", "-m", "-p", "--unified=0", "--no-renames", "--no-color", "--", relative)
    if log is None:
        return History([], "The history of the registry was not read: no git, no repository or no commit here.")
    shallow = _git(repo, "rev-parse", "--is-shallow-repository")
    now = set(_read(repo / relative))
    commit, commits, lost = "", 0, dict[str, str]()
    for line in log.splitlines():
        if line.startswith("commit "):
            commit, commits = line.split()[1], commits + 1
        elif line.startswith("-") and not line.startswith("--- "):
            lost.setdefault(line[1:].strip(), f"commit {commit[:12]}")
    for line in (_git(repo, "show", f"HEAD:./{relative}") or "").splitlines():
        lost.setdefault(line.strip(), "the working tree")
    gone = {line: where for line, where in lost.items() if line and line not in now}
    issues = [
        Issue(_shown(repo / relative), 0, "A004", f"'{line}' was removed by {where}.") for line, where in gone.items()
    ]
    said = f"The history of the registry was read: {commits} commit{'' if commits == 1 else 's'}."
    if (shallow or "").strip() == "true":
        said += " The clone is shallow, so older commits were not seen; fetch the whole history."
    return History(sorted(issues), said)


def _article_ids(document: Document) -> Iterable[str]:
    for node in document.elements:
        name = node.get("id") or ""
        if not name or name.startswith("__"):
            continue
        around = [tag(above) for above in node.iterancestors()]
        # What comes and goes with the grade of a reading is marked; it has a lasting address elsewhere.
        passing = any(above.get("data-passing") is not None for above in (node, *node.iterancestors()))
        # A control's id names no place that anybody would link to.
        if not passing and "article" in around and "defs" not in [tag(node), *around] and tag(node) not in CONTROLS:
            yield name


def _read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _shown(path: Path) -> str:
    full = path.resolve()
    return full.relative_to(ROOT).as_posix() if full.is_relative_to(ROOT) else path.name


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _git(repo: Path, *arguments: str) -> str | None:
    """Give the output of a git command, or None where git cannot say."""
    command = ["git", "-C", str(repo), *arguments]
    try:
        done = subprocess.run(  # noqa: S603  git with arguments from this module
            command, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
