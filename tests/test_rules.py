"""Every rule is proved by a fault planted in the sample: a folder a fault, with what the report then says.

A folder is named for the code it proves. ``in/`` is laid over the sample's docs, ``remove.txt`` names files to take
away, ``expected.txt`` is the whole report. Set EDITION_RENEW=1 to write the reports anew, and read the difference.
The day is fixed, because some rules ask for it.
"""

import os
import shutil
from pathlib import Path

import pytest

from edition.issues import CATALOGUE, report
from edition.site import check

CASES = sorted(path for path in (Path(__file__).parent / "rules").iterdir() if path.is_dir())
BUILT = ("L", "A")
# 14 November 2023, later than every date of the sample.
DAY = "1700000000"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_fault_is_reported(case, broken, monkeypatch):
    """The planted fault is found with file, line, code and remedy, and nothing else is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    if (case / "in").is_dir():
        shutil.copytree(case / "in", broken, dirs_exist_ok=True)
    if (case / "remove.txt").is_file():
        for name in (case / "remove.txt").read_text(encoding="utf-8").split():
            (broken / name).unlink()
    edition, issues = check(broken)
    said = report(issues) + "\n"
    if os.environ.get("EDITION_RENEW"):
        (case / "expected.txt").write_text(said, encoding="utf-8")
    assert edition is None
    assert case.name[:4] in {issue.code for issue in issues}
    assert said == (case / "expected.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_fault_planted():
    """No code of the authored files is without its proof; codes of the built site are proved in tests/edition."""
    proved = {case.name[:4] for case in CASES}
    assert proved == {code for code in CATALOGUE if not code.startswith(BUILT)}


def test_the_sample_is_without_fault(sample):
    """The ground that faults are planted in is itself clean."""
    assert len(sample.segments) == 4
