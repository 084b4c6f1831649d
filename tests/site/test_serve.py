"""`mkdocs serve` as an author lives with it: every kind of file reloads, and a broken one does no lasting harm.

The server is ours, with our configuration, templates and scripts; the pages are those of the sample, which are built in
a second, because what is tried is that a change arrives, and not how long a large site takes.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A copy of the project under `mkdocs serve`."""

    def __init__(self, folder: Path) -> None:
        """Start the server in ``folder`` and wait for the first page."""
        self.folder = folder
        self.base = f"http://127.0.0.1:{_free_port()}/"
        self.log = (folder / "serve.log").open("w+", encoding="utf-8")
        words = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.base[7:-1]]
        self.process = subprocess.Popen(words, cwd=folder, stdout=self.log, stderr=subprocess.STDOUT)
        self.wait("", "Two Oceans")

    def wait(self, page: str, words: str, seconds: float = 40) -> None:
        """Wait until a page holds some words.

        Raises:
            AssertionError: it does not in time, or the server ended; the log is shown.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            try:
                with urllib.request.urlopen(self.base + page, timeout=5) as answer:
                    if words in answer.read().decode():
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.1)
        raise AssertionError(f"'{words}' never stood on /{page}\n{self.said()}")

    def said(self) -> str:
        """Give the log so far."""
        return (self.folder / "serve.log").read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in a file, as an editor saves."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


@pytest.fixture
def served_copy(tmp_path):
    """Give a served copy of the project with the pages of the sample."""
    for name in ("overrides", "scripts", "tests/sample/docs"):
        to = tmp_path / name.rpartition("/")[2]
        shutil.copytree(ROOT / name, to, ignore=shutil.ignore_patterns("__pycache__"))
    before, nav, after = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    assert nav
    (tmp_path / "mkdocs.yml").write_text(
        before + "\nexclude_docs:" + after.partition("\nexclude_docs:")[2], encoding="utf-8"
    )
    server = Served(tmp_path)
    yield server
    server.stop()


def test_every_kind_of_file_reloads_and_a_broken_one_is_survived(served_copy):
    """Page, data, template and style reload; a broken file gives one message, and the next good save recovers."""
    served_copy.edit("docs/index.md", "## A heading {", "## Paths in {")
    served_copy.wait("", "Paths in")
    served_copy.edit("docs/_data/article.yml", "date: 1 January 2023", "date: 30 August 2023")
    served_copy.wait("article/", "30 August 2023")
    served_copy.edit("overrides/blocks/masthead.html", "checked against the Chinese", "compared with the Chinese")
    served_copy.wait("article/", "compared with the Chinese")
    style = served_copy.folder / "overrides/assets/site.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* a new rule */\n", encoding="utf-8")
    served_copy.wait("assets/site.css", "/* a new rule */")
    served_copy.edit("docs/_data/site.yml", "owner: Two Oceans", "owner: Two: Oceans")
    end = time.monotonic() + 30
    while "docs/_data/site.yml:2: D001" not in served_copy.said() and time.monotonic() < end:
        time.sleep(0.1)
    assert "docs/_data/site.yml:2: D001" in served_copy.said()
    assert "Traceback" not in served_copy.said()
    served_copy.edit("docs/_data/site.yml", "owner: Two: Oceans", "owner: Two Oceans")
    served_copy.edit("docs/index.md", "## Paths in {", "## Ways through {")
    served_copy.wait("", "Ways through")
