"""linkchecker as second opinion: it runs, it sees every page, and its traps are closed."""

from __future__ import annotations

import subprocess

from edition.links import crawl, gate, run_linkchecker

BODY_LINE = 5  # where the body of a planted page begins

HEADER = "urlname;parentname;base;result;warningstring;infostring;valid;url;line;column;name;dltime;size"
BASE = "http://127.0.0.1:1"


def test_good_site(plant, tmp_path):
    """A sound site with a page that nothing links to, and a 404 page, has no finding."""
    site = plant(
        tmp_path, {"alone/index.html": '<a href="../#top">x</a>', "404.html": "<p>x</p>", "文/index.html": "x"}
    )
    assert run_linkchecker(site) == []


def test_broken_link(plant, tmp_path):
    """A broken link is named with page, line and address, on a page that nothing links to as well."""
    long = "<p>" + "word " * 300_000 + "</p>"
    site = plant(
        tmp_path,
        {
            "index.html": "<p>x</p>\n<img src='gone1.png' alt=''>",
            "alone/index.html": f'{long}<a href="gone2/">x</a>',
            "robots.txt": "User-agent: *\nDisallow: /\n",
        },
    )
    assert (site / "alone/index.html").stat().st_size > 1024 * 1024
    first, second = run_linkchecker(site)
    assert (first.path, first.line, first.code) == ("alone/index.html", BODY_LINE, "L007")
    assert "gone2/" in first.message
    assert (second.path, second.line, second.code) == ("index.html", BODY_LINE + 1, "L007")
    assert "404" in second.message


def test_nofollow(plant, tmp_path):
    """A page whose robots element says nofollow would be skipped without a word, so it is L008."""
    site = plant(
        tmp_path, {"index.html": '<a href="gone/">x</a>'}, head='<meta name="robots" content="noindex, NoFollow">'
    )
    assert [(issue.path, issue.line, issue.code) for issue in run_linkchecker(site)] == [("index.html", 3, "L008")]


def test_page_not_seen():
    """A page without a row in the report is L008; a comment line is not a row, a fragment is."""
    report = (
        f"# created by LinkChecker\n{HEADER}\n"
        f"{BASE}/;;;200 OK;;;True;{BASE}/;;;;;\n"
        f"#x;{BASE}/;;Error;;;False;{BASE}/#x;7;1;;;\n# Stopped checking\n"
    )
    issues = crawl.read_report(report, BASE, {f"{BASE}/": "index.html", f"{BASE}/a/": "a/index.html"})
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [
        ("a/index.html", 0, "L008"),
        ("index.html", 7, "L007"),
    ]


def test_empty_report():
    """A report without rows is as many findings as there are pages."""
    assert [issue.code for issue in crawl.read_report("", BASE, {f"{BASE}/": "index.html"})] == ["L008"]


def test_failing_program(plant, tmp_path, monkeypatch):
    """A program that fails, is missing or never ends is L008."""
    site = plant(tmp_path, {})
    failed = subprocess.CompletedProcess([], 2, "", "No module named linkcheck")
    monkeypatch.setattr(crawl, "_run", lambda _: failed)
    (issue,) = run_linkchecker(site)
    assert issue.code == "L008"
    assert "No module named linkcheck" in issue.message

    def endless(_):
        raise subprocess.TimeoutExpired("linkchecker", 600)

    monkeypatch.setattr(crawl, "_run", endless)
    assert [issue.code for issue in run_linkchecker(site)] == ["L008"]


def test_no_page(tmp_path):
    """A folder without pages is L008."""
    assert [issue.code for issue in run_linkchecker(tmp_path)] == ["L008"]


def test_gate(plant, tmp_path, monkeypatch):
    """The gate joins our own check, linkchecker and the registry, and takes the origin from SITE_URL."""
    site = plant(tmp_path / "site", {"index.html": '<a href="gone/">x</a><a href="https://example.org/gone/">x</a>'})
    registry = tmp_path / "registry.txt"
    registry.write_text("/\n/was/\n", encoding="utf-8")
    monkeypatch.delenv("SITE_URL", raising=False)
    assert [issue.code for issue in gate(site, registry)] == ["L001", "L007", "A001"]
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert [issue.code for issue in gate(site, registry)] == ["L001", "L001", "L007", "A001"]
