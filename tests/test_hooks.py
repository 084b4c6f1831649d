"""The exit is exercised: the staged tree, built without our hooks, is the same site file for file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The first second of 2100: later than whatever the pages will speak of, and certainly not now.
ENV = {**os.environ, "SOURCE_DATE_EPOCH": "4102444800", "NO_MKDOCS_2_WARNING": "1"}


def _mkdocs(folder: Path, site: Path) -> None:
    """Build a project strictly into ``site``."""
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(words, cwd=folder, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def _files(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_staged_build_equals_hook_build(tmp_path):
    """Both ways give the same files, byte for byte; compressed copies of the sitemap apart, which hold a time."""
    _mkdocs(ROOT, tmp_path / "hooked")
    project = tmp_path / "project"
    shutil.copytree(ROOT / "overrides", project / "overrides")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks:\n  - scripts/hooks.py\n" in config
    (project / "mkdocs.yml").write_text(config.replace("hooks:\n  - scripts/hooks.py\n", ""), encoding="utf-8")
    words = [sys.executable, "-m", "edition", "stage", str(project / "docs")]
    env = {**ENV, "PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True)
    _mkdocs(project, tmp_path / "staged")
    hooked, staged = _files(tmp_path / "hooked"), _files(tmp_path / "staged")
    assert set(hooked) == set(staged)
    different = [path for path in hooked if hooked[path] != staged[path] and path != "sitemap.xml.gz"]
    assert different == []


def test_two_builds_are_the_same(tmp_path):
    """One commit gives one site, byte for byte."""
    _mkdocs(ROOT, tmp_path / "one")
    _mkdocs(ROOT, tmp_path / "two")
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_only_three_places_know_mkdocs():
    """The package knows nothing of the generator."""
    for file in (ROOT / "scripts" / "edition").rglob("*.py"):
        assert "import mkdocs" not in (text := file.read_text(encoding="utf-8"))
        assert "from mkdocs" not in text
