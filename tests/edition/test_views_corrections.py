"""The Corrections page, the open questions, the figures, and the switch that takes the full texts down."""

import re
import shutil
from dataclasses import replace
from html import unescape

import lxml.html
import pytest
import yaml

from edition.blocks import expand
from edition.model import AuthoredCorrection, Correction, Parallel, Rival, Scoring, Source, Withdrawal
from edition.site import check
from edition.views import corrections as view
from edition.views import dispute, figures
from edition.views.block import BlockError

PAGE = "article/corrections.md"
NOTICE = "Withdrawn at the request of a sample."


@pytest.fixture(scope="module")
def page(edition):
    """Give the Corrections page with its blocks filled."""
    found = next(one for one in edition.pages if one.path == PAGE)
    text, issues = expand(found.body, PAGE, edition)
    assert issues == []
    return text


def shown(markup):
    """Give the words of some markup, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def entries(markup):
    """Give the markup of each correction by its id."""
    found = re.findall(r'<article class="fix" id="(c-[a-z0-9-]+)".*?</article>', markup, flags=re.DOTALL)
    parts = re.findall(r'<article class="fix".*?</article>', markup, flags=re.DOTALL)
    return dict(zip(found, parts, strict=True))


def test_every_correction_stands_on_the_page_once(edition, page):
    """The ids of the entries are the ids of the records."""
    ids = re.findall(r'<article class="fix" id="([^"]+)"', page)
    assert sorted(ids) == sorted(edition.correction_by_id)


def test_every_entry_is_complete(edition, page):
    """Each entry has both readings, reason, evidence with two grades, type, severity, and its own address."""
    for key, markup in entries(page).items():
        record = edition.correction_by_id[key].authored
        words = shown(markup)
        for name in ("Earlier", "Corrected", "Why", "Evidence"):
            assert f"<dt>{name}</dt>" in markup, key
        assert shown(record.explanation) in words, key
        assert record.reading in words, key
        assert record.severity in words, key
        assert ("Chinese seen" in words) is bool(edition.correction_by_id[key].source_seen), key
        assert f"](#{key})" in markup, key
        assert f'translate="no">{record.zh_hans}</span>' in markup or not record.zh_hans, key
        for rival in record.rivals:
            assert shown(rival.wording) in words, key
            assert shown(rival.against) in words, key
        assert (record.settles is None) or shown(record.settles) in words, key


def test_presumed_chinese_is_called_presumed(edition, page):
    """What was not seen is never set like what was seen."""
    for key, markup in entries(page).items():
        if edition.correction_by_id[key].authored.presumed:
            assert "Presumed, not seen" in markup


def test_the_marked_words_are_the_machine_words(edition):
    """Runs of both readings spell the segment, and the marks are the spans of the correction."""
    for correction in edition.corrections:
        for key, spans in correction.spans.items():
            segment = edition.by_id[key]
            runs = view.machine_runs(segment, spans)
            assert "".join(text for text, _ in runs) == segment.machine
            assert sum(marked for _, marked in runs) == len(spans)
            both = view.corrected_runs(segment, correction.id)
            assert "".join(text for text, _ in both) == segment.corrected


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([("a b c d e f g h ", False), ("X", True), (" i j k l m n o p", False)], "… c d e f g h X i j k l m n …"),
        ([("", False), ("X", True), (" b", False)], "X b"),
        ([("a ", False), ("", True), ("b", False)], "a b"),
        (
            [("", False), ("X", True), (" 1 2 3 4 5 6 7 8 9 a b c d ", False), ("Y", True), ("", False)],
            "X 1 2 3 4 5 6 … 8 9 a b c d Y",
        ),
    ],
)
def test_context_is_short(runs, words):
    """A few words stand on each side of the marked ones, and what is cut is shown as cut."""
    assert "".join(run["text"] for run in view.window(runs)) == words


def test_every_correction_has_a_name(edition):
    """A correction is called by words of the machine text, without loose quotation marks, or by where words are missing."""
    for correction in edition.corrections:
        name = view.entry(correction, edition)["label"]
        assert re.search(r"\w", name), correction.id
        assert '"' not in name, correction.id


def test_counts_agree(edition):
    """Every count of every table adds up to all corrections."""
    total = len(edition.corrections)
    counted, chart = figures.counts(edition), figures.chart(edition)
    for rows in (counted["sight"], counted["paragraphs"], chart["rows"]):
        assert sum(row["total"] for row in rows) == total
        assert [sum(row["counts"][n] for row in rows) for n in range(3)] == counted["whole"]["counts"]
    for facet in view.filters(edition)["facets"]:
        assert sum(option["count"] for option in facet["options"]) == total


def test_bars_are_as_long_as_their_numbers(edition):
    """A bar's width is its share of the longest row, and its parts stand one after the other."""
    chart = figures.chart(edition)
    most = max(row["total"] for row in chart["rows"])
    for row in chart["rows"]:
        end = 0.0
        for bar in row["bars"]:
            assert float(bar["x"]) == pytest.approx(end, abs=0.02)
            assert float(bar["width"]) == pytest.approx(100 * bar["count"] / most, abs=0.01)
            end += float(bar["width"])
        assert end == pytest.approx(100 * row["total"] / most, abs=0.05)


def test_the_table_has_the_numbers_of_the_chart(edition):
    """Chart and table are drawn from one list, and the drawing is named for those who do not see it."""
    markup, _ = expand("<!-- edition:chart -->", PAGE, edition)
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    labels = [text.text for text in tree.xpath("//figure/svg/text")]
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")][:-1]
    assert labels == [f"{row[0].replace(': ', '/', 1)}: {row[-1]}" for row in rows]
    assert tree.xpath("//svg[@role='img']/title")
    assert tree.xpath("//svg[@role='img']/desc")


@pytest.fixture
def scored(sample):
    """Give the sample with a scoring and its source."""
    weights = {"minor": 1, "major": 10, "critical": 100}
    scoring = Scoring(source="weights", section="section 1", weights=weights, annotators="None.", caveat="A sample.")
    record = {
        "title": "Weights",
        "publisher": "P",
        "seen_on": "2026-01-01",
        "language": "en",
        "primary": True,
        "extent": "whole",
    }
    source = Source(id="weights", type="document", evidence="Read whole.", **record)
    typology = sample.typology.model_copy(update={"scoring": scoring})
    return replace(sample, typology=typology, sources=(source,))


def test_score_by_hand(scored):
    """Of the sample only p02s01 was seen: one minor and two major errors, 19 words, and one fault of type elsewhere."""
    found = figures.score(scored)
    assert [(row["count"], row["points"]) for row in found["rows"]] == [(0, 0), (2, 20), (1, 1)]
    words = len([word for word in scored.by_id["p02s01"].machine.split() if re.search(r"\w", word)])
    assert (found["points"], found["words"]) == (21, words)
    assert found["score"] == f"{100 - 21 / words:.1f}"
    assert (found["sentences"], found["grave"]) == (1, 1)


def test_score_needs_its_source(sample, scored):
    """Without weights, or without the record of where they come from, no score is printed."""
    for edition in (sample, replace(scored, sources=())):
        with pytest.raises(BlockError, match="scoring"):
            figures.score(edition)


def test_only_what_was_seen_is_scored(edition):
    """Errors outside the paragraphs that were seen are suspected, and add nothing."""
    found = figures.score(edition)
    unseen = [one for one in edition.corrections if not one.source_seen]
    assert found["checked"] == "¶3–6"
    assert found["suspected"] == len(unseen)
    assert found["errors"] == len(edition.corrections) - len(unseen)
    assert found["source"].id == edition.typology.scoring.source


def test_every_doubt_is_an_open_question(edition):
    """The page of open questions has every gap, conjecture and contested reading, with its rivals and what settles it."""
    body = next(one.body for one in edition.pages if one.path == "article/open-questions.md")
    text, issues = expand(body, "article/open-questions.md", edition)
    assert issues == []
    ids = re.findall(r'<article class="fix" data-passing id="open-(c-[^"]+)"', text)
    assert sorted(ids) == sorted(one.id for one in edition.corrections if one.authored.reading != "secure")
    for key in ids:
        for rival in edition.correction_by_id[key].authored.rivals:
            assert shown(rival.wording) in shown(text)


def test_hostile_records_are_escaped(sample):
    """Whatever a correction holds reaches the page as text."""
    hostile = "<script>x</script> **b** [a](javascript:b) &amp; \"'"
    record = AuthoredCorrection(
        id="c-wait",
        segment="p02s01",
        words=("Wait",),
        type="Accuracy/Mistranslation",
        severity="major",
        reading="contested",
        explanation=hostile,
        mechanism=hostile,
        settles=hostile,
        parallels=(Parallel(text=hostile),),
        rivals=(Rival(wording=hostile, against=hostile),),
    )
    old = sample.correction_by_id["c-wait"]
    edition = replace(sample, corrections=(Correction(record, old.spans, old.source_seen),))
    for block in ("corrections", "open-questions"):
        text, issues = expand(f"<!-- edition:{block} -->", PAGE, edition)
        assert issues == []
        assert "<script>" not in text
        assert "&lt;script&gt;x&lt;/script&gt; **b**" in text


def test_a_report_holds_the_sentence(edition):
    """The report that disputes a sentence quotes it, and is sent only where there is an address."""
    segment = edition.by_id["p06s03"]
    text = dispute.report(segment, edition)
    assert "p06s03" in text
    assert segment.corrected in text
    assert segment.machine in text
    tracked = replace(edition, site=edition.site.model_copy(update={"tracker": "https://example.org/issues"}))
    mailed = replace(edition, site=edition.site.model_copy(update={"tracker": "", "contact": "a@example.org"}))
    silent = replace(edition, site=edition.site.model_copy(update={"tracker": "", "contact": ""}))
    assert dispute.address(segment, tracked).startswith("https://example.org/issues/new?title=%C2%B66")
    assert dispute.address(segment, mailed).startswith("mailto:a@example.org?subject=%C2%B66%2C%20")
    assert dispute.address(segment, silent) == ""


@pytest.fixture(scope="module")
def withdrawn(root, tmp_path_factory):
    """Give the pages of a copy of the real docs with the take-down switch set, their blocks filled."""
    folder = tmp_path_factory.mktemp("withdrawn") / "docs"
    shutil.copytree(root / "docs", folder)
    file = folder / "_data" / "article.yml"
    switch = yaml.safe_dump({"withdrawn": {"date": "2026-11-24", "notice": NOTICE}})
    file.write_text(file.read_text(encoding="utf-8") + switch, encoding="utf-8")
    edition, issues = check(folder)
    assert edition is not None, "\n".join(map(str, issues))
    assert edition.article.withdrawn == Withdrawal(date="2026-11-24", notice=NOTICE)
    return {one.path: expand(one.body, one.path, edition)[0] for one in edition.pages}


@pytest.mark.parametrize(
    "path",
    ["article/index.md", "article/compare.md", "article/corrections.md", "article/open-questions.md"],
)
def test_a_withdrawn_text_leaves_a_notice(withdrawn, path):
    """Every page that carried the text says since when it is withdrawn, and why."""
    assert NOTICE in withdrawn[path]
    assert '<time datetime="2026-11-24">' in withdrawn[path]


def test_a_withdrawn_text_keeps_its_addresses(withdrawn, edition):
    """Links to paragraphs, sentences and corrections still land."""
    for path in ("article/index.md", "article/compare.md"):
        for segment in edition.segments:
            assert f'id="{segment.id}"' in withdrawn[path], (path, segment.id)
            assert re.search(rf'id="{segment.id[:3]}"|#{segment.id[:3]}\b', withdrawn[path])
    assert all(f'id="{key}"' in withdrawn["article/corrections.md"] for key in edition.correction_by_id)


def test_no_sentence_of_a_withdrawn_text_remains(withdrawn, edition):
    """No page holds a whole sentence of either reading."""
    for path, markup in withdrawn.items():
        words = shown(markup)
        for segment in edition.segments:
            if segment.kind == "sentence":
                assert shown(segment.corrected) not in words, (path, segment.id)
                assert shown(segment.machine) not in words, (path, segment.id)


def test_the_search_for_sentences_finds_them(edition):
    """The search of the test above finds every sentence in both readings as long as the text is not withdrawn."""
    words = shown(expand("<!-- edition:dispute -->", "article/method.md", edition)[0])
    assert all(shown(one.corrected) in words and shown(one.machine) in words for one in edition.segments)


def test_a_withdrawn_entry_quotes_little(withdrawn, edition):
    """A correction then quotes at most 25 words of the article, and its explanation stays."""
    for key, markup in entries(withdrawn["article/corrections.md"]).items():
        readings = re.findall(r"<dt>(?:Earlier|Corrected)</dt><dd[^>]*>(.*?)</dd>", markup, flags=re.DOTALL)
        assert sum(len(shown(one).split()) for one in readings) <= 25, key
        assert shown(edition.correction_by_id[key].authored.explanation) in shown(markup)
        assert "wording" not in markup or "withdrawn with the text" in markup
