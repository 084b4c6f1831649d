"""What the tests share: the two editions, the real one and a small sample, and copies of them to break."""

import shutil
from pathlib import Path

import pytest

from edition.site import check

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample"


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of mkdocs.yml."""
    return ROOT


@pytest.fixture(scope="session")
def edition():
    """Give the real edition; it must be without findings."""
    found, issues = check(ROOT / "docs")
    assert found is not None, "\n".join(map(str, issues))
    return found


@pytest.fixture(scope="session")
def sample():
    """Give the sample edition."""
    found, issues = check(SAMPLE / "docs")
    assert found is not None, "\n".join(map(str, issues))
    return found


@pytest.fixture
def broken(tmp_path):
    """Give a copy of the sample's docs folder, to be broken."""
    shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    return tmp_path / "docs"
