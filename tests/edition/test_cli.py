"""The command line: exit codes and words, for people and for CI."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from edition.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def test_check_says_what_it_saw(capsys):
    """A clean edition gives 0 and the counts."""
    assert main(["--docs", str(ROOT / "tests/sample/docs"), "check"]) == 0
    assert (
        "4 segments, 6 corrections, 7 pages, 5 sources, 3 events, 0 questions; nothing found."
        in capsys.readouterr().out
    )


def test_findings_give_one_and_stand_on_standard_error(broken, capsys):
    """A broken edition gives 1, all findings at once, and no traceback."""
    (broken / "index.md").write_text("# no front matter\n", encoding="utf-8")
    (broken / "article" / "index.md").write_text("# none here\n", encoding="utf-8")
    assert main(["--docs", str(broken), "check"]) == 1
    said = capsys.readouterr().err
    assert "docs/index.md:1: P001" in said
    assert "docs/article/index.md:1: P001" in said
    assert "2 issues found." in said


def test_stage_writes_plain_markdown(tmp_path, capsys):
    """The staged tree holds pages without blocks, the exports, and no data folder."""
    out = tmp_path / "staged"
    assert main(["--docs", str(ROOT / "tests/sample/docs"), "stage", str(out)]) == 0
    assert "7 pages staged" in capsys.readouterr().out
    text = (out / "article" / "index.md").read_text(encoding="utf-8")
    assert "edition:" not in text
    assert 'id="p02s02"' in text
    assert not (out / "_data").exists()
    assert json.loads((out / "exports" / "edition.json").read_text(encoding="utf-8"))["segments"]


def test_stage_leaves_a_full_folder_alone(tmp_path, capsys):
    """A folder that holds something is refused, and keeps it."""
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    assert main(["--docs", str(ROOT / "tests/sample/docs"), "stage", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_export_writes_every_file(tmp_path):
    """Every writer's file is there, with its bytes."""
    from edition import exports

    assert main(["--docs", str(ROOT / "tests/sample/docs"), "export", str(tmp_path)]) == 0
    assert all((tmp_path / path).is_file() for path in exports.WRITERS)


@pytest.mark.parametrize("command", ["gate", "registry"])
def test_a_missing_site_is_named(tmp_path, capsys, command):
    """A folder that is not there gives 2 and the remedy."""
    words = [command, *(["check"] if command == "registry" else []), str(tmp_path / "nowhere")]
    assert main(words) == 2
    assert "make build" in capsys.readouterr().err


def test_it_runs_from_the_shell():
    """The package runs as a program with scripts/ as its root and nothing installed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    words = [sys.executable, "-m", "edition", "--docs", "tests/sample/docs", "check"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
