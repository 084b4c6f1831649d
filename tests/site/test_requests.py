"""What the site asks of the network: only itself, little of it, and the search index only for a search."""

from __future__ import annotations

import json

import pytest
from checks import traffic
from checks.browser import open_search, opened

from edition.links import serve

FIRST_VISIT_BYTES = 120_000
FIRST_VISIT_REQUESTS = 8
PAGE_BYTES = 25_000
LONG_PAGE_BYTES = 60_000
# Lists of records, which are looked things up in and have filters, and the text twice over.
LONG_PAGES = ("/article/compare/", "/article/corrections/", "/article/claims/", "/glossary/", "/timeline/")
# The list of all sources grows with the site: so much for each of them.
SOURCES, SOURCE_BYTES = "/sources/", 95
seen: set[str] = set()


def test_own_origin(browser, served, figures, sampled):
    """However a page is used, it asks nobody else for anything, sets no cookie, and keeps only what is documented."""
    with opened(browser, "about:blank") as page:
        log = traffic.watch(page)
        page.goto(served + sampled)
        before = traffic.indexes(log)
        traffic.use(page)
        found, keys = traffic.kept(page)
    seen.add(sampled)
    figures.append(f"storage keys, {sampled}: {', '.join(keys) or 'none'}")
    assert traffic.foreign(log, served) + found == []
    assert before == [], "the search index is fetched before the search opens"
    assert len(log.urls) > 1


def test_every_run(sample_of_pages):
    """Every kind of page was used."""
    assert seen == set(sample_of_pages)


def test_first_visit(browser, served, figures):
    """A first visit to Read, fonts and icon included, stays within its budget and leaves the search alone."""
    log = traffic.visit(browser, served + "/article/")
    figures.append(f"first visit to /article/: {log.figures()}")
    assert traffic.indexes(log) == []
    assert len(log.urls) <= FIRST_VISIT_REQUESTS
    assert log.size <= FIRST_VISIT_BYTES
    assert set(log.sizes) == set(log.urls)


def test_next_page(browser, served, built_site, figures, address):
    """A further page costs little more than its own text."""
    log = traffic.visit(browser, served + address)
    size = log.sizes[served + address]
    figures.append(f"page alone, {address}: {size / 1000:.1f} kB")
    bound = LONG_PAGE_BYTES if address in LONG_PAGES else PAGE_BYTES
    if address == SOURCES:
        bound = SOURCE_BYTES * len(json.loads((built_site / "exports/sources.json").read_text(encoding="utf-8")))
    assert size <= bound


def test_search_is_seen(browser, served):
    """The log sees the search being fetched when it opens, workers included, so that silence before means something."""
    with opened(browser, served + "/article/") as page:
        log = traffic.watch(page)
        open_search(page)
        page.wait_for_load_state("networkidle")
        assert [url for url in traffic.indexes(log) if "index" in url]


ASKS = {
    "image": "(url) => { new Image().src = url }",
    "fetch": "(url) => { fetch(url, { mode: 'no-cors' }) }",
    "worker": """(url) => {
        const script = `fetch('${url}', { mode: 'no-cors' })`;
        new Worker(URL.createObjectURL(new Blob([script])));
    }""",
}
KEEPS = {
    "cookie a": "() => { document.cookie = 'a=1' }",
    "key visitor": "() => localStorage.setItem('visitor', '1')",
    "key visit": "() => sessionStorage.setItem('visit', '1')",
    "database d": "() => new Promise((done) => { indexedDB.open('d').onsuccess = () => done(null) })",
    "cache c": "() => caches.open('c').then(() => null)",
}


@pytest.mark.parametrize("how", ASKS)
def test_planted_request(browser, served, tmp_path, how):
    """A request to another origin is seen, from a worker too."""
    with serve(tmp_path) as other, opened(browser, served + "/article/", bypass_csp=True) as page:
        log = traffic.watch(page)
        with page.context.expect_event("request", lambda request: request.url.startswith(other)):
            page.evaluate(ASKS[how], other + "/x.png")
        assert traffic.foreign(log, served) == [f"asks another origin for {other}/x.png"]


@pytest.mark.parametrize("what", KEEPS)
def test_planted_store(browser, served, what):
    """A cookie or a record of the reader is found."""
    with opened(browser, served + "/article/") as page:
        page.evaluate(KEEPS[what])
        found, _ = traffic.kept(page)
        assert [finding for finding in found if what in finding]


def test_planted_weight(browser, tmp_path):
    """Bytes are counted as they come over the line: random ones in full, an empty page hardly at all."""
    noise = bytes(range(256)) * 400
    (tmp_path / "noise.woff2").write_bytes(noise)
    (tmp_path / "index.html").write_text("<title>x</title><script>fetch('noise.woff2')</script>", encoding="utf-8")
    with serve(tmp_path) as base:
        log = traffic.visit(browser, base + "/")
    assert len(log.urls) == 2
    assert len(noise) < log.size < len(noise) + 2000
