"""`make build` refuses each planted fault in words, and the last good site stands."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = "docs/index.md"
NATO = "docs/actors/nato.md"
FOOTER = "overrides/partials/footer.html"
SEGMENTS = "docs/_data/segments.yml"


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Give a change of one place in one file."""

    def change(folder: Path) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} holds no “{old}”"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _append(path: str, words: str) -> Callable[[Path], None]:
    """Give an addition at the end of a file."""

    def change(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(words)

    return change


def _twice(folder: Path) -> None:
    """Write the first correction of ¶3–6 a second time."""
    file = folder / "docs/_data/corrections/p01-p06.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index("- id: ")
    end = text.index("\n- id: ", start)
    file.write_text(text + text[start:end].rstrip("\n") + "\n", encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "dead page": (_append(HOME, "\n[x](nowhere.md)\n"), ("index.md", "nowhere.md")),
    "dead anchor": (_append(HOME, "\n[x](article/method.md#nowhere)\n"), ("index.md", "nowhere")),
    "raw-HTML link": (_append(HOME, '\n<a href="nowhere/">x</a>\n'), ("L001", "index.html:", "hint: ")),
    "raw-HTML anchor": (_append(HOME, '\n<a href="article/#nowhere">x</a>\n'), ("L002", "index.html:", "hint: ")),
    "duplicate id": (_append(HOME, '\n<p id="ways-in">x</p>\n'), ("L003", "index.html:", "hint: ")),
    "unknown reference": (_append(HOME, "\n[x](segment:p03s99)\n"), ("R001", "docs/index.md:", "hint: ")),
    "unknown term": (_append(HOME, "\n[x](term:hubris)\n"), ("R001", "docs/index.md:", "hint: ")),
    "leftover term link": (_append(HOME, '\n<a href="term:hubris">x</a>\n'), ("L004", "index.html:", "hint: ")),
    "Chinese without lang": (_append(HOME, "\n盟伴\n"), ("P010", "docs/index.md:", "hint: ")),
    "Chinese without lang in a template": (_append(FOOTER, "盟伴"), ("L006", "index.html:", "hint: ")),
    "paragraph without citation": (_append(NATO, "\nNATO is large.\n"), ("P006", "nato.md:", "hint: ")),
    "unknown citation": (_append(NATO, "\nNATO is large [](source:nowhere).\n"), ("R001", "nato.md:", "hint: ")),
    "idle excuse": (
        _replace(NATO, "\n## Background to", "\n<!-- uncited: no reason -->\n## Background to"),
        ("P007", "nato.md:", "hint: "),
    ),
    "third-party request": (_append(HOME, '\n<img src="https://example.org/x.png" alt="x">\n'), ("L005", "hint: ")),
    "malformed YAML": (_replace("docs/_data/site.yml", "owner: Two", "owner: Two: "), ("D001", "site.yml:2", "hint: ")),
    "malformed front matter": (_replace(HOME, "title: Two", "title: Two: "), ("D001", "docs/index.md:2", "hint: ")),
    "wrong grade": (
        _replace("docs/_data/corrections/p01-p06.yml", "reading: secure", "reading: certain"),
        ("D002", "p01-p06.yml:", "hint: "),
    ),
    "edit owned by nothing": (_replace(SEGMENTS, "{>>choice<<}", ""), ("E002", "segments.yml:", "hint: ")),
    "two corrections with one id": (_twice, ("D006", "p01-p06.yml:", "hint: ")),
    "published id removed": (
        _replace(HOME, "{ #ways-in }", "{ #ways }"),
        ("A001", "registry.txt:", "#ways-in", "hint: "),
    ),
    "machine text changed": (_append("docs/_data/machine-translation.txt", "\n"), ("E001", "hint: ")),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Give a copy of the project with our environment, and a site that stands."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("docs", "overrides", "scripts", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    return folder


def _make_build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run make build as a person does, with the environment taken as set up."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "EDITION"))}
    return subprocess.run(
        ["make", "-o", "setup", "build"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def _mend(folder: Path) -> None:
    """Take back what an earlier fault changed: pages, records and templates are as ours again."""
    for name in ("docs", "overrides"):
        shutil.rmtree(folder / name)
        shutil.copytree(ROOT / name, folder / name)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_stops_the_build(project, fault):
    """The build fails with file, line and remedy and without traceback, and the old site stands."""
    _mend(project)
    plant, says = FAULTS[fault]
    plant(project)
    done = _make_build(project)
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said
    for words in says:
        assert words in said, said
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_without_a_fault_it_builds(project):
    """The same copy without a fault builds, and the new site takes the old one's place."""
    _mend(project)
    done = _make_build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the last good site" not in (project / "site" / "index.html").read_text(encoding="utf-8")
