"""The notes of Read and the faults of Compare as a reader meets them: by mouse, by keyboard, without script, on paper."""

from __future__ import annotations

import lxml.html
import pytest
from checks import content
from checks.access import violations
from checks.browser import SETTLE, Setting, opened

READ = "/article/"
COMPARE = "/article/compare/"
WIDE = Setting(1440)
NARROW = Setting(360)
PREVIEW = "#preview"
STAYS = 700
# What has a preview, and where.
PREVIEWED = [(READ, ".edition .mark-ref"), (READ, ".edition .term"), ("/actors/nato/", ".cite")]

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.edition .note, .edition .para > p, .edition .para > h2')]
    .filter((node) => node.checkVisibility()).map((node) => [node.id || node.textContent.trim().slice(0, 30), node.getBoundingClientRect()]);
  const found = [];
  for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
    const [one, other] = [boxes[a][1], boxes[b][1]];
    if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1)
      found.push(`${boxes[a][0]} lies over ${boxes[b][0]}`);
  }
  return found;
}"""

STRETCHED = """() => [...document.querySelectorAll('.edition .para')].filter((para) => para.querySelector('.notes')).map((para) =>
  para.getBoundingClientRect().height - para.querySelector(':scope > :is(h2, p:not(.num))').getBoundingClientRect().height)"""

# What the next stop of the Tab key is, and whether the preview lies over it.
COVERED = """() => {
  const stops = [...document.querySelectorAll('a[href], button, input, summary')].filter((node) => node.checkVisibility());
  const next = stops[stops.indexOf(document.activeElement) + 1];
  const over = document.getElementById('preview').getBoundingClientRect();
  return [...next.getClientRects()].some((box) =>
    box.left < over.right && over.left < box.right && box.top < over.bottom && over.top < box.bottom);
}"""

CONTRAST = """() => {
  const light = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { colorSpace: 'srgb' });
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255)
      .map((one) => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const marks = [...document.querySelectorAll('.fault')].map((node) => getComputedStyle(node).textDecorationColor);
  return [...new Set(marks)].map((mark) => {
    const [low, high] = [light(mark), paper].sort((a, b) => a - b);
    return (high + .05) / (low + .05);
  });
}"""


def markers(page):
    """Give the markers in the text."""
    return page.locator(".edition .mark-ref")


def sizes(page):
    """Give width and height of every marker."""
    return markers(page).evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )


def test_notes_are_linked_both_ways(built_site):
    """Markers are numbered, every marker has its note, and every note leads back."""
    page = lxml.html.fromstring((built_site / "article" / "index.html").read_text(encoding="utf-8"))
    assert content.notes(page) == []
    assert len(page.find_class("mark-ref")) > 20


GOOD = (
    '<article><p><span class="s" id="p01s01">x<a class="mark-ref" id="r-c-a" href="#n-c-a">1</a></span></p>'
    '<aside><span class="note-n">1</span><div class="note-entry" id="n-c-a"><a href="#r-c-a">Back</a></div></aside></article>'
)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (">1</a>", ">2</a>", "numbered ['2']"),
        ('note-n">1', 'note-n">3', "the notes are numbered ['3']"),
        ('href="#n-c-a"', 'href="#n-c-b"', "leads nowhere"),
        ('href="#r-c-a"', 'href="#r-c-b"', "does not lead back"),
        ('id="r-c-a"', "", "does not lead back"),
        ('class="s"', "", "outside the text"),
    ],
)
def test_planted_notes(old, new, reason):
    """A note or marker that lost its other end is found."""
    assert content.notes(lxml.html.fromstring(GOOD)) == []
    assert [one for one in content.notes(lxml.html.fromstring(GOOD.replace(old, new))) if reason in one]


def test_words_in_a_marker_are_words_lost():
    """Only markers are left out when the text is compared, so a letter beside one is still missed."""
    segment = {"id": "p01s01", "corrected": "x", "machine": "", "machine_tail": ""}
    assert content.read_page(lxml.html.fromstring(GOOD), [segment]) == []
    assert content.read_page(lxml.html.fromstring(GOOD.replace(">x<", ">xy<")), [segment])


@pytest.mark.parametrize("setting", [WIDE, NARROW, Setting(320)], ids=str)
def test_markers_are_large_enough(browser, served, setting):
    """Every marker measures at least 24 by 24 px and has a name with its number and grade."""
    with opened(browser, served + READ, setting) as page:
        boxes = sizes(page)
        names = markers(page).evaluate_all(
            "(all) => all.map((one) => [one.textContent, one.getAttribute('aria-label')])"
        )
    assert boxes
    assert [box for box in boxes if min(box) < 24] == []
    assert [number for number, name in names if not name.startswith(f"Note {number}, ")] == []


@pytest.mark.parametrize("setting", [WIDE, NARROW], ids=str)
def test_there_and_back_by_keyboard(browser, served, setting):
    """Enter on a marker leads to its note, open and in sight; the link there leads back to the marker."""
    with opened(browser, served + READ, setting) as page:
        for index in (0, markers(page).count() // 2, markers(page).count() - 1):
            marker = markers(page).nth(index)
            key = marker.get_attribute("id").removeprefix("r-")
            marker.focus()
            page.keyboard.press("Enter")
            page.evaluate(SETTLE)
            note = page.locator(f"[id='n-{key}']")
            assert page.evaluate("location.hash") == f"#n-{key}"
            assert note.is_visible()
            box = note.bounding_box()
            assert 0 <= box["y"] < 900
            page.keyboard.press("Tab")
            assert note.evaluate("(one) => one.contains(document.activeElement)")
            note.locator(f"a[href='#r-{key}']").press("Enter")
            page.evaluate(SETTLE)
            assert page.evaluate("location.hash") == f"#r-{key}"
            assert 0 <= marker.bounding_box()["y"] < 900


@pytest.mark.parametrize("setting", [WIDE, NARROW], ids=str)
@pytest.mark.parametrize(("where", "link"), PREVIEWED)
def test_preview_on_focus(browser, served, setting, where, link):
    """A preview comes with the focus, describes the link, never covers the next stop, and goes with Esc or the focus."""
    with opened(browser, served + where, setting) as page:
        count = page.locator(link).count()
        for index in {0, count // 3, count // 2, count - 1}:
            page.evaluate("() => document.activeElement.blur()")
            page.locator(link).nth(index).focus()
            page.keyboard.press("Shift")
            page.locator(link).nth(index).evaluate("(one) => { one.blur(); one.focus({ focusVisible: true }) }")
            assert page.locator(PREVIEW).is_visible()
            assert len(page.locator(PREVIEW).inner_text()) > 20
            assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "preview"
            assert not page.evaluate(COVERED)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.keyboard.press("Escape")
            assert page.locator(PREVIEW).is_hidden()
            assert page.locator(link).nth(index).evaluate("(one) => one === document.activeElement")
            assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") is None
        page.locator(link).first.evaluate("(one) => one.focus({ focusVisible: true })")
        page.keyboard.press("Tab")
        described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
        assert page.locator(PREVIEW).is_visible() == (described == "preview")


@pytest.mark.parametrize(("where", "link"), PREVIEWED)
def test_preview_on_hover(browser, served, where, link):
    """A preview comes under the pointer, stays while the pointer is on it, and goes with Esc or when the pointer leaves."""
    with opened(browser, served + where, WIDE) as page:
        target, preview = page.locator(link).nth(3), page.locator(PREVIEW)
        target.hover()
        preview.wait_for(state="visible")
        assert page.evaluate("document.activeElement === document.body")
        preview.hover()
        page.wait_for_timeout(STAYS)
        assert preview.is_visible()
        page.mouse.move(2, 2)
        preview.wait_for(state="hidden")
        target.hover()
        preview.wait_for(state="visible")
        page.wait_for_timeout(STAYS)
        assert preview.is_visible()
        page.keyboard.press("Escape")
        assert preview.is_hidden()
        page.wait_for_timeout(STAYS)
        assert preview.is_hidden()


def test_previews_have_no_links_and_no_ids(browser, served):
    """A preview holds words alone: nothing to be caught in, and no id twice."""
    for where, link in PREVIEWED:
        with opened(browser, served + where, WIDE) as page:
            page.locator(link).first.evaluate("(one) => one.focus({ focusVisible: true })")
            assert page.locator(PREVIEW).is_visible()
            assert page.locator(f"{PREVIEW} :is(a, button, [id], [tabindex])").count() == 0
            assert page.locator(".edition [title]").count() == 0


def test_touch_goes_to_the_note(browser, served):
    """A tap leads to the note and leaves no preview behind."""
    with opened(browser, served + READ, NARROW, has_touch=True) as page:
        markers(page).first.tap()
        page.wait_for_timeout(STAYS)
        assert page.evaluate("location.hash").startswith("#n-")
        assert page.locator(PREVIEW).is_hidden()


@pytest.mark.parametrize("width", [960, 1024, 1440, 1920])
def test_margin(browser, served, figures, width):
    """Beside the text all notes are shown, none lies over another, and none pushes paragraphs far apart."""
    with opened(browser, served + READ, Setting(width)) as page:
        assert page.evaluate(OVERLAPS) == []
        notes = page.locator(".edition .note")
        assert notes.count() == markers(page).count()
        assert [index for index in range(notes.count()) if not notes.nth(index).is_visible()] == []
        extra = page.evaluate(STRETCHED)
    figures.append(f"notes at {width}: the margin is at most {max(extra):.0f} px higher than its paragraph")
    assert max(extra) <= (240 if width < 1000 else 90)


def test_folded(browser, served):
    """On a narrow page the notes of a paragraph wait under one line that counts them."""
    with opened(browser, served + READ, NARROW) as page:
        folds = page.locator(".edition .notes")
        for index in range(folds.count()):
            fold = folds.nth(index)
            summary = fold.locator("summary").first
            assert summary.is_visible()
            assert summary.inner_text().endswith(f"({fold.locator('.note').count()})")
            assert fold.locator(".note").first.is_hidden()
        folds.first.locator("summary").first.press("Enter")
        assert folds.first.locator(".note").first.is_visible()
        assert page.evaluate(OVERLAPS) == []


def test_print_opens_all(browser, served):
    """On paper every note and every definition is open, and no preview is printed."""
    with opened(browser, served + READ, WIDE) as page:
        markers(page).first.evaluate("(one) => one.focus({ focusVisible: true })")
        page.emulate_media(media="print")
        entries = page.locator(".note-entry, .terms dd")
        assert [index for index in range(entries.count()) if not entries.nth(index).is_visible()] == []
        assert page.locator(PREVIEW).is_hidden()


def test_quiet_reading(browser, served, download):
    """Quiet reading hides marks, markers and notes, and no gap."""
    gaps = sum(one["corrected"].count("[…]") for one in download["segments"])
    with opened(browser, served + READ, WIDE) as page:
        page.locator("#quiet-reading").check()
        assert markers(page).filter(visible=True).count() == 0
        assert page.locator(".edition .notes").filter(visible=True).count() == 0
        assert page.locator(".edition .gap").filter(visible=True).count() == gaps > 0
        looks = page.locator(".edition .doubt").evaluate_all(
            "(all) => [...new Set(all.map((one) => getComputedStyle(one).borderBlockEndStyle))]"
        )
        assert looks == ["none"]
        page.locator(".edition .term").first.hover()
        page.wait_for_timeout(STAYS)
        assert page.locator(PREVIEW).is_hidden()


def test_quiet_address(browser, served):
    """?quiet ticks the box, the box writes the address, and the rest of the address stays."""
    with opened(browser, served + READ + "?a=1&quiet#p09", WIDE) as page:
        box = page.locator("#quiet-reading")
        assert box.is_checked()
        length = page.evaluate("history.length")
        box.uncheck()
        assert page.evaluate("location.search + location.hash") == "?a=1#p09"
        box.check()
        assert page.evaluate("location.search + location.hash") == "?a=1&quiet#p09"
        assert page.evaluate("history.length") == length
        page.reload()
        assert box.is_checked()
    with opened(browser, served + READ, WIDE) as page:
        page.locator("#quiet-reading").check()
        assert page.evaluate("location.search") == "?quiet"


@pytest.mark.parametrize("setting", [WIDE, NARROW], ids=str)
def test_without_script(browser, served, setting):
    """Without script all notes can be opened and read, and a marker's address opens its note."""
    with opened(browser, served + READ, setting, java_script_enabled=False) as page:
        for fold in page.locator(".edition .notes").all():
            summary = fold.locator("summary").first
            if summary.is_visible():
                summary.click()
            for note in fold.locator(".note").all():
                if note.locator(".note-entry").first.is_hidden():
                    note.locator("summary").click()
        entries = page.locator(".note-entry")
        assert entries.count() > 20
        assert [index for index in range(entries.count()) if not entries.nth(index).is_visible()] == []
    with opened(browser, served + READ, setting, java_script_enabled=False) as page:
        markers(page).nth(12).click()
        key = page.url.partition("#")[2]
        page.locator(f"[id='{key}']").wait_for(state="visible")


def test_doubts_have_names(browser, served):
    """Behind every doubtful stretch and every gap stand words for the ear."""
    with opened(browser, served + READ, WIDE) as page:
        said = page.locator(".edition :is(.doubt, .gap)").evaluate_all(
            "(all) => all.map((one) => one.nextElementSibling?.matches('.visually-hidden') && one.nextElementSibling.textContent)"
        )
    assert said
    assert set(said) <= {" (contested reading)", " (conjecture)", " (not recovered)"}


SHAPES = {"fault-minor": "dotted", "fault-major": "wavy", "fault-critical": "double"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_faults_have_shape_and_contrast(browser, served, scheme):
    """Faults are told apart by the shape of a line that stands out at 3:1 or more."""
    with opened(browser, served + COMPARE, Setting(1280, scheme)) as page:
        for name, shape in SHAPES.items():
            styles = page.locator(f".machine .{name}").evaluate_all(
                "(all) => [...new Set(all.map((one) => getComputedStyle(one).textDecorationStyle))]"
            )
            assert styles == [shape]
        ratios = page.evaluate(CONTRAST)
    assert ratios
    assert min(ratios) >= 3


def test_faults_are_named_and_open_without_script(browser, served, download):
    """A fault has its type in its name and leads to its correction, which opens; all of them are listed under the pair."""
    with opened(browser, served + COMPARE, java_script_enabled=False) as page:
        links = page.locator(".machine a.fault")
        assert links.count() > 100
        names = links.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
        assert [name for name in names if "/" not in name or not name.endswith(("minor)", "major)", "critical)"))] == []
        for index in (0, links.count() // 2):
            link = links.nth(index)
            target = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
            assert target.is_hidden()
            link.focus()
            page.keyboard.press("Enter")
            target.wait_for(state="visible")
        for segment in download["segments"]:
            count = page.locator(f"#{segment['id']} .fault-entry").count()
            said = page.locator(f"#{segment['id']} .faults > summary")
            assert said.count() == (1 if count else 0)
            if count:
                assert said.inner_text().endswith(f"({count})")


UNFOLD = "() => document.querySelectorAll('article details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize("path", [READ, COMPARE], ids=["read", "compare"])
@pytest.mark.parametrize("setting", [Setting(1280), Setting(1280, "dark"), Setting(320), Setting(320, "dark")], ids=str)
def test_unfolded_pages_are_accessible(browser, served, path, setting):
    """With every note, definition and correction open, and with a preview, axe finds no violation."""
    with opened(browser, served + path, setting) as page:
        page.evaluate(UNFOLD)
        if path == READ:
            markers(page).nth(5).evaluate("(one) => one.focus({ focusVisible: true })")
            assert page.locator(PREVIEW).is_visible()
        assert violations(page)[0] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_planted_small_marker(browser, served):
    """A marker that has shrunk is found by its measure."""
    with opened(browser, served + READ, WIDE, bypass_csp=True) as page:
        page.add_style_tag(content=".md-typeset .mark-ref { padding: 0 !important }")
        assert [box for box in sizes(page) if min(box) < 24]


def test_planted_overlap(browser, served):
    """Notes that lie over one another are found."""
    with opened(browser, served + READ, WIDE, bypass_csp=True) as page:
        page.add_style_tag(content=".edition .note { margin-block-start: -1rem !important }")
        assert page.evaluate(OVERLAPS)
