"""The internal gate on planted sites: each fault is found for its reason, each look-alike is let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.links import check_site

BODY_LINE = 5  # where the body of a planted page begins

ORIGIN = "https://example.org/two-oceans"

MISSING = {
    "href": '<a href="gone/">x</a>',
    "area": '<map name="m"><area href="gone.html" alt="x"></map>',
    "src": '<img src="gone.png" alt="">',
    "script": '<script src="gone.js"></script>',
    "srcset": '<img src="a.png" srcset="a.png 1x, gone.png 2x" alt="">',
    "imagesrcset": '<link rel="preload" as="image" imagesrcset="gone.png 2x">',
    "poster": '<video poster="gone.png"></video>',
    "object": '<object data="gone.svg"></object>',
    "form": '<form action="gone/"></form>',
    "button": '<form><button formaction="gone/">x</button></form>',
    "use": '<svg><use href="gone.svg#x"></use></svg>',
    "xlink": '<svg><use xlink:href="gone.svg#x"></use></svg>',
    "style": "<p style=\"background: url('gone.png')\">x</p>",
    "style element": "<style>p { background: url(gone.png) }</style>",
    "refresh": '<meta http-equiv="refresh" content="0; url=gone/">',
    "data": '<p data-preview="gone/page.html">x</p>',
    "data path": '<p data-target="../gone/">x</p>',
    "config": '<script type="application/json">{"base": ".", "search": "gone/search.js"}</script>',
    "template": '<template><a href="gone/">x</a></template>',
    "noscript": '<noscript><img src="gone.png" alt=""></noscript>',
    "unknown scheme": '<a href="gone:x">x</a>',
    "unreadable": '<a href="http://[gone">x</a>',
}

GOOD = {
    "home": '<a href=".">x</a><a href="/">x</a><a href="">x</a>',
    "page": '<a href="article/">x</a><a href="article/index.html">x</a><a href="./article/?quiet">x</a>',
    "top": '<a href="#top">x</a><a href="#">x</a><a href="article/#top">x</a>',
    "text fragment": '<a href="article/#:~:text=whole%20words">x</a><a href="article/#p01:~:text=x">x</a>',
    "directory fragment": '<a href="article/#p01">x</a><a href="article/index.html#p01">x</a>',
    "anchor by name": '<a name="old"></a><a href="#old">x</a>',
    "other schemes": '<a href="mailto:a@example.org">x</a><a href="tel:+1">x</a>',
    "data address": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
    "data srcset": '<img srcset="data:image/gif;base64,R0lG 1x, a.png 2x" alt="">',
    "chinese path": '<a href="%E6%96%87/#%E4%B8%80">x</a><a href="文/#一">x</a>',
    "outside link": '<a href="https://example.com/">x</a><a href="//example.com/gone">x</a>',
    "page of a file": '<a href="a.pdf#page=2">x</a>',
    "drawing": '<svg><use href="a.svg#x"></use></svg><svg><g id="own"></g><use href="#own"></use></svg>',
    "data words": '<p data-md-component="content" data-mime="text/html" data-n="3/4" data-t="a / b">x</p>',
    "sample": "<pre><code>[x](term:y)</code></pre><kbd>[x](page:y)</kbd>",
    "form without action": "<form><input></form>",
    "style fragment": '<p style="clip-path: url(#own2)">x</p><svg><g id="own2"></g></svg>',
    "commented out": "<!-- <a href='gone/'>x</a> -->",
    "chinese": '<p lang="zh-Hant">孫<em>成</em>昊</p><img alt="孫" lang="zh-Hant" src="a.png"><p>x<b lang="ZH">孫</b></p>',
    "japanese and korean": '<p lang="ja">海の国</p><p>x<b lang="ko">大韓民國</b></p>',
    "script": '<script>var name = "孫"</script><style>p::before { content: "孫" }</style>',
    "xml:lang": '<svg><text xml:lang="zh-Hans">孙</text></svg>',
}
GOOD_FILES = {
    "article/index.html": '<p id="p01">x</p>',
    "文/index.html": '<p id="一">x</p>',
    "a.png": "",
    "a.pdf": "",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="x"/></svg>',
    "own.css": '@import "other.css"; /* url(gone.png) */ p { background: url(a.png), url("data:,x") }',
    "other.css": "",
}


def found(site: Path, origin: str = "") -> list[tuple[str, int, str]]:
    """Give place, line and code of each finding."""
    return [(issue.path, issue.line, issue.code) for issue in check_site(site, origin)]


@pytest.mark.parametrize("body", MISSING.values(), ids=MISSING.keys())
def test_missing(plant, tmp_path, body):
    """An address of a file that is not there is L001, on its line and naming what is gone."""
    site = plant(tmp_path, {"index.html": body, "a.png": ""})
    (issue,) = check_site(site)
    assert (issue.path, issue.line, issue.code) == ("index.html", BODY_LINE, "L001")
    assert "gone" in issue.message


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
def test_good(plant, tmp_path, body):
    """What only looks odd is let through."""
    assert check_site(plant(tmp_path, {**GOOD_FILES, "index.html": body})) == []


def test_style_sheet(plant, tmp_path):
    """Addresses in a style sheet are resolved from the sheet, and the finding names its line."""
    sheet = "p { color: red }\n/* two\nlines */ @import 'gone.css';\np { background: url( gone.png ) }\n"
    site = plant(tmp_path, {"assets/x.css": sheet, "gone.png": "", "gone.css": ""})
    assert found(site) == [("assets/x.css", 3, "L001"), ("assets/x.css", 4, "L001")]


def test_case(plant, tmp_path):
    """A link that differs from its file in case alone is an error, and the message says so."""
    (issue,) = check_site(plant(tmp_path, {"index.html": '<a href="Article/">x</a>', "article/index.html": ""}))
    assert issue.code == "L001"
    assert "upper and lower case" in issue.message


def test_closing_slash(plant, tmp_path):
    """A folder without its closing slash is an error: not every host redirects."""
    (issue,) = check_site(plant(tmp_path, {"index.html": '<a href="article">x</a>', "article/index.html": ""}))
    assert issue.code == "L001"
    assert "slash" in issue.message


def test_folder_without_page(plant, tmp_path):
    """A folder of files has no page of its own."""
    site = plant(tmp_path, {"index.html": '<a href="exports/">x</a>', "exports/a.json": "{}"})
    assert found(site) == [("index.html", BODY_LINE, "L001")]


def test_base(plant, tmp_path):
    """A base element moves every relative address, so a link that is good without it is not."""
    files = {"index.html": '<a href="a.png">x</a>', "a.png": ""}
    assert found(plant(tmp_path / "without", files)) == []
    assert found(plant(tmp_path / "with", files, head='<base href="sub/">')) == [("index.html", BODY_LINE, "L001")]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#gone">x</a>',
        '<a href="article/#gone">x</a>',
        '<a href="article/index.html#gone">x</a>',
        '<a href="article/#gone:~:text=x">x</a>',
        '<a href="article/#P01">x</a>',
        '<a href="article/#%E4%B8%80">x</a>',
        '<svg><use href="#gone"></use></svg>',
        '<svg><use href="a.svg#gone"></use></svg>',
        '<svg><g fill="none" style="fill: url(#gone)"></g></svg>',
    ],
)
def test_fragment(plant, tmp_path, body):
    """A fragment that no id answers is L002."""
    assert found(plant(tmp_path, {**GOOD_FILES, "index.html": body})) == [("index.html", BODY_LINE, "L002")]


def test_nearest_id(plant, tmp_path):
    """The finding names the nearest id that there is."""
    (issue,) = check_site(plant(tmp_path, {"index.html": '<p id="p03s01">x</p><a href="#p03s10">x</a>'}))
    assert "Did you mean 'p03s01'?" in issue.message


def test_duplicate_id(plant, tmp_path):
    """An id that stands twice is L003 on its second line; ids that differ in case are two."""
    site = plant(tmp_path, {"index.html": '<p id="a">x</p>\n<p id="A">x</p>\n<svg><g id="a"></g></svg>'})
    assert found(site) == [("index.html", BODY_LINE + 2, "L003")]


@pytest.mark.parametrize("scheme", ["term", "page", "segment", "source"])
@pytest.mark.parametrize(
    "form", ['<a href="{}:x">x</a>', "<p>[x]({}:y)</p>", '<img alt="[x]({}:y)">', "<p><b>z</b>]({}:y)</p>"]
)
def test_unresolved(plant, tmp_path, scheme, form):
    """A reference of ours that reached the page is L004, as an address and as text."""
    site = plant(tmp_path, {"index.html": form.format(scheme)})
    assert found(site) == [("index.html", BODY_LINE, "L004")]


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://example.com/x.js"></script>',
        '<img src="//example.com/x.png" alt="">',
        '<img srcset="https://example.com/x.png 2x" alt="">',
        '<iframe src="https://example.com/"></iframe>',
        '<video poster="https://example.com/x.png"></video>',
        *(
            f'<link rel="{rel}" href="https://example.com/">'
            for rel in (
                "stylesheet",
                "preload",
                "icon",
                "manifest",
                "preconnect",
                "dns-prefetch",
                "alternate stylesheet",
            )
        ),
        "<style>@import 'https://example.com/x.css';</style>",
        '<p style="background: url(https://example.com/x.png)">x</p>',
        '<svg><use href="https://example.com/x.svg#a"></use></svg>',
        '<a href="." ping="https://example.com/">x</a>',
    ],
)
def test_third_party(plant, tmp_path, body):
    """What a browser would fetch from elsewhere is L005; a plain link is not, and has its own test."""
    assert found(plant(tmp_path, {"index.html": body})) == [("index.html", BODY_LINE, "L005")]


def test_third_party_in_style_sheet(plant, tmp_path):
    """A style sheet that loads from elsewhere is found with its line."""
    assert found(plant(tmp_path, {"x.css": "p {}\n@import url(https://example.com/f.css);"})) == [("x.css", 2, "L005")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>孫</p>",
        '<p lang="zh-Hant">x</p>孫',
        '<p lang="zh-Hant"><span lang="en">孫</span></p>',
        '<p lang="zh-Hant">x</p><p lang="de">孫</p>',
        '<img alt="孫" src="a.png">',
        '<p title="孫">x</p>',
        '<p aria-label="孫">x</p>',
        '<input placeholder="孫">',
        '<meta name="description" content="孫">',
        "<p>\U00020000</p>",
        "<svg><text>孫</text></svg>",
        "<p>x<!-- c -->孫</p>",
    ],
)
def test_han(plant, tmp_path, body):
    """Chinese characters outside a language that is written with them are L006, in text and in what is read out."""
    assert found(plant(tmp_path, {"index.html": body, "a.png": ""})) == [("index.html", BODY_LINE, "L006")]


def test_unfilled_block(plant, tmp_path):
    """The comment of a block that nobody filled is L009; another comment is nothing."""
    site = plant(tmp_path, {"index.html": "<p>x</p>\n<!-- edition:segments p03 -->\n<!-- an edition: new -->"})
    assert found(site) == [("index.html", BODY_LINE + 1, "L009")]


def test_own_origin(plant, tmp_path):
    """Addresses at our own origin are looked up in the build, wherever a page states them."""
    head = f"""
<link rel="canonical" href="{ORIGIN}/gone1/">
<link rel="alternate" hreflang="en" href="{ORIGIN}/gone2/">
<meta property="og:image" content="{ORIGIN}/gone3.png">
<meta property="og:url" content="{ORIGIN}/">
<script type="application/ld+json">{{"@context": "https://schema.org", "url": "{ORIGIN}/gone4/", "image": ["{ORIGIN}/a.png"]}}</script>
"""
    files = {
        "index.html": f'<p data-cite="{ORIGIN}/gone5/">x</p>',
        "a.png": "",
        "sitemap.xml": f"<loc>{ORIGIN}/gone6/</loc>",
    }
    site = plant(tmp_path, files, head=head)
    issues = check_site(site, ORIGIN + "/")
    assert [issue.code for issue in issues] == ["L001"] * 6
    assert {number for number in "123456" if any(f"gone{number}" in issue.message for issue in issues)} == set("123456")


def test_without_origin(plant, tmp_path):
    """As long as no origin is assigned, an absolute address is another site's."""
    assert found(plant(tmp_path, {"index.html": f'<a href="{ORIGIN}/gone/">x</a>'})) == []


def test_below_a_path(plant, tmp_path):
    """Below a path, relative links hold, and an address from the root leads out of the site."""
    body = '<a href="article/#p01">x</a>\n<a href="/two-oceans/article/">x</a>\n<a href="/article/">x</a>'
    site = plant(tmp_path, {"index.html": body, "article/index.html": '<p id="p01"><a href="..">x</a></p>'})
    assert found(site, ORIGIN) == [("index.html", BODY_LINE + 2, "L001")]


def test_neighbour_site(plant, tmp_path):
    """A neighbour below the same host is another site, and its scripts are a third party's."""
    body = '<a href="https://example.org/other/">x</a>\n<script src="https://example.org/other/x.js"></script>'
    assert found(plant(tmp_path, {"index.html": body}), ORIGIN) == [("index.html", BODY_LINE + 1, "L005")]


def test_broken_json(plant, tmp_path):
    """A block of JSON that cannot be read is a finding, not a silence."""
    site = plant(tmp_path, {"index.html": '<script type="application/ld+json">{"url": </script>'})
    assert found(site) == [("index.html", BODY_LINE, "L001")]


def test_nothing_to_check(tmp_path):
    """A check of nothing is not a pass: no folder is an error, no page a finding."""
    with pytest.raises(NotADirectoryError, match="make build"):
        check_site(tmp_path / "site")
    assert found(tmp_path) == [(".", 0, "L008")]


def test_drawing_that_cannot_be_read(plant, tmp_path):
    """A drawing that is not XML is said to be unread."""
    assert found(plant(tmp_path, {"a.svg": "<svg><g></svg>"})) == [("a.svg", 0, "L008")]
