"""The second opinion: the program linkchecker (GPL, so run as a program) on the served build.

It reports success having checked nothing in five ways, each measured with version 10.6.0 and each closed here:
it throttles itself unless the server names it; as root it becomes nobody and loses a report that is to be
written to a file; it obeys robots.txt and a robots meta element; it leaves out pages over one megabyte; it
never sees pages that no link leads to.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from edition.issues import Issue
from edition.links.build import Build, page_address, read_build, tag
from edition.links.server import serve

# AnchorCheck stays off: it fetches a page anew for each fragment (issue 781); our own check reads them all.
SETTINGS = """\
[checking]
maxfilesizeparse=1000000000
maxfilesizedownload=1000000000
maxrequestspersecond=1000
threads=10
[filtering]
checkextern=0
"""
SECONDS = 600


def run_linkchecker(site: Path) -> list[Issue]:
    """Serve a built site and let linkchecker follow its links, starting from every page of it.

    Arguments:
        site: the folder of the built site.

    Returns:
        L007 for each broken address, once, with the page and line where linkchecker met it first, and L008
        where the program did not run, did not finish, or did not see a page.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    build = read_build(site)
    pages = {page_address(name): name for name in build.named(".html")}
    if not pages:
        return [Issue(".", 0, "L008", "The folder holds no page.")]
    blind = _blind_pages(build, list(pages.values()))
    with serve(site) as base:
        starts = {base + quote(address): name for address, name in pages.items()}
        try:
            done = _run(sorted(starts))
        except (OSError, subprocess.TimeoutExpired) as error:
            return [*blind, Issue(".", 0, "L008", f"linkchecker did not finish: {error}.")]
    if done.returncode not in (0, 1):
        said = " ".join(done.stderr.split())[-300:]
        return [*blind, Issue(".", 0, "L008", f"linkchecker failed with status {done.returncode}: {said}.")]
    return sorted({*blind, *read_report(done.stdout, base, {_plain(url): name for url, name in starts.items()})})


def read_report(report: str, base: str, pages: dict[str, str]) -> list[Issue]:
    """Read linkchecker's CSV.

    Arguments:
        report: what the program wrote, comment lines included; every address checked has a row.
        base: the address of the served site.
        pages: the address of every page, percent signs decoded, and its file.

    Returns:
        L007 for each row that is not valid, L008 for each page without a row.
    """
    # A row can begin with '#' too, when its address is a fragment; only '# ' opens a comment.
    start = report.find("urlname;")
    rows = list(csv.DictReader(io.StringIO(report[start:] if start >= 0 else ""), delimiter=";"))
    found: list[Issue] = []
    seen: set[str] = set()
    for row in rows:
        url, parent, valid = row.get("url") or "", row.get("parentname") or "", row.get("valid")
        if (row.get("urlname") or "").startswith("# ") or valid is None:
            continue
        if valid == "True":
            seen.add(_plain(url))
            continue
        page = pages.get(_plain(parent)) or urlsplit(parent or url).path.lstrip("/") or "."
        line = row.get("line") or ""
        shown = url.removeprefix(base) or row["urlname"]
        message = f"'{row['urlname']}' leads to {shown}: {row.get('result')}."
        found.append(Issue(page, int(line) if line.isdigit() else 0, "L007", message))
    broken = {_plain(row["url"] or "") for row in rows if row.get("valid") == "False"}
    missed = [name for url, name in pages.items() if url not in seen | broken]
    found += [Issue(name, 0, "L008", "linkchecker did not check this page.") for name in missed]
    return sorted(found)


def _run(starts: list[str]) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        # As root the program becomes nobody before it reads its settings.
        Path(folder).chmod(0o755)
        settings = Path(folder) / "linkcheckerrc"
        settings.write_text(SETTINGS, encoding="utf-8")
        settings.chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "--stdin", "--no-robots", "--no-status", "--verbose"]
        return subprocess.run(  # noqa: S603  our own interpreter and addresses that we made
            [*command, "--output=csv/utf-8", f"--config={settings}"],
            input="\n".join(starts) + "\n",
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )


def _blind_pages(build: Build, names: list[str]) -> list[Issue]:
    """Find the pages whose links linkchecker would not follow, whatever its settings."""
    found = []
    for name in names:
        document = build.document(name)
        for node in document.elements if document else []:
            robots = tag(node) == "meta" and node.get("name", "").lower() == "robots"
            if robots and "nofollow" in node.get("content", "").lower():
                message = "The robots element says nofollow, so linkchecker skips the links of this page."
                found.append(Issue(name, node.sourceline or 0, "L008", message))
    return found


def _plain(url: str) -> str:
    """Give an address in the one spelling by which ours and linkchecker's are compared."""
    return unquote(url)
