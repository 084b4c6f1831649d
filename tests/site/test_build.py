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


Fault = tuple[Callable[[Path], None], tuple[str, ...]]
# Faults that one stage of the build tells together: of each, what to plant, and words of the lines that tell it.
STAGES: dict[str, dict[str, Fault]] = {
    "reading": {
        "malformed YAML": (_replace("docs/_data/site.yml", "owner: Two", "owner: Two: "), ("site.yml:2: D001",)),
        "malformed front matter": (_replace(HOME, "title: Two", "title: Two: "), ("docs/index.md:2: D001",)),
        "wrong grade": (
            _replace("docs/_data/corrections/p07-p15.yml", "reading: secure", "reading: certain"),
            ("p07-p15.yml:", "D002", "reading: "),
        ),
        "two corrections with one id": (_twice, ("p01-p06.yml:", "D006")),
    },
    "resolving": {
        "edit owned by nothing": (_replace(SEGMENTS, "{>>choice<<}", ""), ("segments.yml:", "E002")),
    },
    "text": {
        "machine text changed": (_append("docs/_data/machine-translation.txt", "\n"), ("E001",)),
    },
    "rules": {
        "unknown reference": (_append(HOME, "\n[x](segment:p03s99)\n"), ("docs/index.md:", "R001", "p03s99")),
        "unknown term": (_append(HOME, "\n[x](term:hubris)\n"), ("docs/index.md:", "R001", "hubris")),
        "Chinese without lang": (_append(HOME, "\n盟伴\n"), ("docs/index.md:", "P010", "盟伴")),
        "paragraph without citation": (_append(NATO, "\nNATO is large.\n"), ("nato.md:", "P006")),
        "unknown citation": (_append(NATO, "\nNATO is large [](source:nowhere).\n"), ("nato.md:", "R001", "nowhere")),
        "idle excuse": (
            _replace(NATO, "\n## Background to", "\n<!-- uncited: no reason -->\n## Background to"),
            ("nato.md:", "P007"),
        ),
    },
    "generator": {
        "dead page": (_append(HOME, "\n[x](nowhere.md)\n"), ("index.md", "nowhere.md")),
        "dead anchor": (_append(HOME, "\n[x](article/method.md#nowhere)\n"), ("index.md", "method.md#nowhere")),
    },
    "built site": {
        "raw-HTML link": (_append(HOME, '\n<a href="nowhere/">x</a>\n'), ("index.html:", "L001", "nowhere/")),
        "raw-HTML anchor": (_append(HOME, '\n<a href="article/#nowhere">x</a>\n'), ("index.html:", "L002", "#nowhere")),
        "duplicate id": (_append(HOME, '\n<p id="argument">x</p>\n<p id="argument">x</p>\n'), ("index.html:", "L003")),
        "leftover term link": (_append(HOME, '\n<a href="term:hubris">x</a>\n'), ("index.html:", "L004", "hubris")),
        "third-party request": (
            _append(HOME, '\n<img src="https://example.org/x.png" alt="x">\n'),
            ("L005", "example.org"),
        ),
        "Chinese without lang in a template": (_append(FOOTER, "盟伴"), ("index.html:", "L006", "盟伴")),
        "published id removed": (_replace(HOME, "{ #ways-in }", "{ #ways }"), ("registry.txt:", "A001", "#ways-in")),
    },
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


@pytest.mark.parametrize("stage", STAGES)
def test_the_faults_stop_the_build(project, stage):
    """The build fails and tells every fault with file, line and remedy, without traceback, and the old site stands."""
    _mend(project)
    for plant, _ in STAGES[stage].values():
        plant(project)
    done = _make_build(project)
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said
    lines = said.splitlines()
    for fault, (_, words) in STAGES[stage].items():
        told = [at for at, line in enumerate(lines) if all(one in line for one in words)]
        assert told, f"{fault}: {said}"
        assert stage == "generator" or lines[told[0] + 1].startswith("    hint: "), fault
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_without_a_fault_it_builds(project):
    """The same copy without a fault builds, and the new site takes the old one's place."""
    _mend(project)
    done = _make_build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the last good site" not in (project / "site" / "index.html").read_text(encoding="utf-8")
