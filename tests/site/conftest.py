"""The built site as the browser tests see it: the folder, its pages, a server and one shared browser."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from edition.links import serve
from edition.links.build import read_build

# Test modules are imported by path (importlib mode), so their helpers must be found by hand.
sys.path.insert(0, str(Path(__file__).parent))

from checks.browser import FLAGS
from checks.pages import page_kinds, sampled_pages, site_folder, site_pages

FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config):
    """Make room for the figures that are shown at the end."""
    config.stash[FIGURES] = []


def pytest_generate_tests(metafunc):
    """Run a test that asks for ``address`` once for every built page, for ``sampled`` once for every page of the sample."""
    for name, addresses in (("address", site_pages), ("sampled", sampled_pages)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, addresses())


def pytest_sessionfinish(session):
    """Hand the figures of a worker process to the one that reports."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = session.config.stash[FIGURES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Take in the figures of a worker process that has ended."""
    node.config.stash[FIGURES] += getattr(node, "workeroutput", {}).get("figures", [])


def pytest_terminal_summary(terminalreporter, config):
    """Show the figures that the tests measured."""
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def figures(request):
    """Take in lines that are shown after the tests, whatever their result."""
    return request.config.stash[FIGURES]


@pytest.fixture(scope="session")
def built_site():
    """Give the folder of the built site; a missing one is a failure with its remedy, never a skip."""
    folder = site_folder()
    if not (folder / "index.html").is_file():
        pytest.fail(f"{folder} holds no built site; run 'make build', or name a folder in EDITION_SITE.")
    return folder


@pytest.fixture(scope="session")
def pages(built_site):
    """Give the addresses of all built pages."""
    assert read_build(built_site).named(".html")
    return site_pages()


@pytest.fixture(scope="session")
def sample_of_pages(pages):
    """Give the addresses of the sample, which has full and small background pages, and pages of people."""
    chosen, kinds = sampled_pages(), page_kinds()
    assert set(chosen) <= set(pages)
    for of in (lambda kind, _small: kind == "people", lambda _kind, small: small):
        assert {of(*kinds[address]) for address in chosen if address in kinds} == {True, False}
    return chosen


@pytest.fixture(scope="session")
def served(built_site):
    """Give the address at which the built site is served, without a closing slash."""
    with serve(built_site) as base:
        yield base


@pytest.fixture(scope="session")
def browser():
    """Give one chromium for all tests; contexts keep them apart."""
    program = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    with sync_playwright() as playwright:
        try:
            # Without a program on the PATH the one that playwright installs is taken.
            started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            pytest.fail(f"No chromium starts; run 'make setup-browser' or install it. {str(error).splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def download(built_site):
    """Give the edition as the site offers it for download."""
    return json.loads((built_site / "exports" / "edition.json").read_text(encoding="utf-8"))
