"""The local server: what a good static host does."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request

import pytest

from edition.links import serve


def ask(url, **headers):
    """Give status, headers and body of an answer, of an error too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture
def site(plant, tmp_path):
    """A site with one file of each kind that matters, and a secret beside it."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    files = {"404.html": "<p>lost</p>", "a/index.html": "<p>a</p>", "x.js": "1", "f.woff2": "f", "文.txt": "t"}
    return plant(tmp_path / "site", files)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/a/", "text/html; charset=utf-8"),
        ("/x.js", "text/javascript; charset=utf-8"),
        ("/f.woff2", "font/woff2"),
        ("/%E6%96%87.txt", "text/plain; charset=utf-8"),
    ],
)
def test_types(site, path, kind):
    """Every file comes with its type, and with the header that keeps linkchecker from dawdling."""
    with serve(site) as base:
        status, headers, _ = ask(base + path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["LinkChecker"]


def test_gzip(site):
    """Text is packed for those who ask, always to the same bytes; fonts are packed already."""
    with serve(site) as base:
        _, headers, body = ask(base + "/", **{"Accept-Encoding": "gzip"})
        _, _, again = ask(base + "/", **{"Accept-Encoding": "gzip"})
        _, plain, whole = ask(base + "/")
        _, font, _ = ask(base + "/f.woff2", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == whole
    assert body == again
    assert plain["Content-Encoding"] is None
    assert font["Content-Encoding"] is None


def test_changed_file(site):
    """A file that changes while it is served is served changed."""
    with serve(site) as base:
        ask(base + "/x.js", **{"Accept-Encoding": "gzip"})
        (site / "x.js").write_text("changed", encoding="utf-8")
        _, _, body = ask(base + "/x.js", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(body) == b"changed"


@pytest.mark.parametrize("path", ["/gone/", "/A/", "/../secret.txt", "/%2e%2e/secret.txt", "/x.js/"])
def test_missing(site, path):
    """What is missing, or lies outside the folder, is answered with 404 and the site's own page."""
    with serve(site) as base:
        status, _, body = ask(base + path)
    assert status == 404
    assert b"lost" in body


def test_redirect(site):
    """A folder without its slash is sent to the address with it."""
    with serve(site, "/sub") as base, urllib.request.urlopen(base + "/a") as answer:
        assert answer.url == base + "/a/"


def test_prefix(site):
    """A site can stand below a path, and then nothing else of the host is its own."""
    with serve(site, "/sub") as base:
        assert base.endswith("/sub")
        assert ask(base + "/a/")[0] == 200
        assert ask(base.removesuffix("/sub") + "/a/")[0] == 404


def test_no_folder(tmp_path):
    """A folder that does not exist is an error that names the remedy."""
    with pytest.raises(NotADirectoryError, match="make build"), serve(tmp_path / "site"):
        pass
