"""Read and Compare as values: runs, notes, terms, faults, short quotations; and the templates that show them."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from edition.blocks import expand
from edition.markdown import literal
from edition.model import GAP, Term, Withdrawal
from edition.notation import Edit
from edition.views import faults, quotation, text
from edition.views import notes as notes_view


@pytest.fixture(scope="module")
def numbered(edition):
    """Give the notes of the real edition."""
    return notes_view.notes(edition)


def joined(runs):
    """Give the text that runs spell."""
    return "".join(run["before"] + run["text"] + run["after"] for run in runs)


def test_runs_with_markers_spell_the_corrected_text(edition, numbered):
    """Markers break runs and change no letter, and every note of a segment hangs on one of its runs."""
    for segment in edition.segments:
        runs = text.runs(segment, edition, numbered[segment.id])
        assert joined(runs) == segment.corrected
        assert [note for run in runs for note in run["notes"]] == list(numbered[segment.id])


def test_stretches_spell_their_run(edition):
    """Terms split a run and change no letter; a term is marked once in a paragraph, and never in a heading."""
    for paragraph in text.paragraphs(edition, 1, 15):
        marked = []
        for item in paragraph["segments"]:
            for run in item["runs"]:
                assert "".join(stretch for stretch, _ in run["stretches"]) == run["text"]
                marked += [key for _, key in run["stretches"] if key]
        assert len(marked) == len(set(marked))
        assert not (marked and paragraph["kind"] == "heading")


def test_every_doubt_and_critical_fault_has_one_note(edition, numbered):
    """A note tells of each correction that is not secure, or critical; no other correction has one."""
    told = [
        entry.id
        for found in numbered.values()
        for note in found
        for entry in note.entries
        if entry.kind == "correction"
    ]
    wanted = {
        record.id
        for record in edition.corrections
        if record.authored.reading != "secure" or record.authored.severity == "critical"
    }
    assert len(told) == len(set(told))
    assert set(told) == wanted


def test_notes_are_few_enough_and_numbered(numbered):
    """Numbers run over the text without a gap, and there are not many more than one reads."""
    numbers = [note.number for found in numbered.values() for note in found]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) <= 52


def test_markers_stand_behind_words(edition, numbered):
    """A marker stands neither inside a word nor before the punctuation that closes it."""
    for key, found in numbered.items():
        corrected = edition.by_id[key].corrected
        for note in found:
            before, after = corrected[note.offset - 1 : note.offset], corrected[note.offset : note.offset + 1]
            assert not before.isspace()
            assert not after.isalnum()
            assert after not in {",", ".", ";", "”"}


def test_gap_notes_stand_at_gaps(edition, numbered):
    """The note on a lost reading stands behind a gap, or behind the words that follow it at once."""
    for key, found in numbered.items():
        for note in found:
            if note.grade == "not recovered":
                assert GAP in edition.by_id[key].corrected[max(0, note.offset - 60) : note.offset]


def test_notes_on_carried_words(edition, numbered):
    """A segment's own note is told on Read where its first quoted words stand in the text and nobody saw the Chinese."""
    told = {
        entry.id for found in numbered.values() for note in found for entry in note.entries if entry.kind == "segment"
    }
    assert "p08s01" in told
    assert not any(edition.by_id[key].source_seen for key in told)
    assert all(edition.by_id[key].note.startswith("“") or "“" in edition.by_id[key].note for key in told)


def test_chinese_is_shown_only_where_seen(edition, numbered):
    """A note quotes Chinese only if it was read."""
    for found in numbered.values():
        for note in found:
            for entry in note.entries:
                assert entry.seen or not entry.terms


def test_open_notes_fit_beside_their_paragraph(edition):
    """Notes that stand open are no higher, with the folded ones, than the text and a line."""
    for paragraph in text.paragraphs(edition, 1, 15):
        length = sum(len(item["segment"].corrected) for item in paragraph["segments"])
        height = sum(note.folded + note.unfolded * (note.number in paragraph["open"]) for note in paragraph["notes"])
        if paragraph["open"]:
            assert height <= (length / notes_view.TEXT_LINE + 1) * notes_view.TEXT_HEIGHT + 1


def test_machine_runs_spell_the_machine_text(edition):
    """Faults split the machine text and change no letter, overlaps included."""
    for segment in edition.segments:
        runs = faults.machine_runs(segment, edition, len(segment.machine))
        assert "".join(run["text"] for run in runs) == segment.machine


def test_every_span_is_marked(edition):
    """Each correction of a segment is among the faults of its machine text, with its type and severity in words."""
    for segment in edition.segments:
        kinds = {kind for run in faults.machine_runs(segment, edition, len(segment.machine)) for kind in run["kinds"]}
        addresses = {entry["id"] for entry in faults.entries(segment, edition)}
        for key in segment.corrections:
            record = edition.correction_by_id[key].authored
            assert f"{record.type}, {record.severity}" in kinds
            assert f"{segment.id}-{key}" in addresses
        runs = faults.machine_runs(segment, edition, len(segment.machine))
        assert {run["to"] for run in runs if run["to"]} <= addresses


def test_overlaps_show_the_graver_fault(edition):
    """Where two faults lie over each other the mark is that of the graver one, and both are named."""
    for segment in edition.segments:
        for run in faults.machine_runs(segment, edition, len(segment.machine)):
            severities = [kind.rsplit(", ", 1)[1] for kind in run["kinds"]]
            if severities:
                assert run["severity"] == max(severities, key=faults.SEVERITIES.index)


PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
NASTY = st.text(st.sampled_from(list("\\`*_{}[]()#+-.!<>&|~^:='\"$@/ ax1")), min_size=1, max_size=40)


@given(st.one_of(PLAIN, NASTY))
@example("[x](y){ .z } <b>&amp;</b> `c` *e* __s__ \\* 1. ^[n] [^1] | a | --- ... :smile: https://x.y")
@example("]]> <!-- x --> <script>alert(1)</script>")
@example("two  spaces, {: #id } and ~~that~~ ==this== ++it++")
def test_hostile_text_survives_markdown(converter, given_text):
    """Text that goes through Markdown comes out as it went in, and makes no element."""
    source = " ".join(given_text.split())
    page = html.fromstring(converter.reset().convert(f'<p markdown="1">x{literal(source)}x</p>'))
    assert page.tag == "p"
    assert len(page) == 0
    assert page.text_content() == f"x{source}x"


HOSTILE = '<i>[x](y)</i> *a* {: #b } & "c" _d_ |'


def test_hostile_records_survive_on_read_and_compare(sample, as_shown):
    """A correction and a segment of signs come out letter for letter, in text, notes and corrections."""
    record = sample.corrections[0]
    key = next(iter(record.spans))
    authored = record.authored.model_copy(update={"reading": "contested", "explanation": HOSTILE})
    pieces = tuple(
        replace(piece, new=HOSTILE) if isinstance(piece, Edit) and record.id in piece.owners else piece
        for piece in sample.by_id[key].pieces
    )
    changed = replace(
        sample,
        segments=tuple(replace(s, pieces=pieces) if s.id == key else s for s in sample.segments),
        corrections=(replace(record, authored=authored), *sample.corrections[1:]),
    )
    read = as_shown("article/index.md", changed, "segments")
    assert HOSTILE in read.get_element_by_id(key).text_content()
    assert HOSTILE in read.get_element_by_id(f"n-{record.id}").text_content()
    pairs = as_shown("article/compare.md", changed, "pairs")
    assert HOSTILE in pairs.get_element_by_id(f"{key}-{record.id}").text_content()
    assert not read.xpath("//i")
    assert not pairs.xpath("//i")


def test_links_to_other_pages_are_relative(edition, as_shown):
    """Notes lead to the page of corrections, claims to theirs, words to the glossary and to pages, as addresses of files seen from the page."""
    read = as_shown("article/index.md", edition, "segments")
    links = {link.get("href").partition("#")[0] for link in read.xpath("//a[@href]")}
    named = {link for link in links if link.startswith("../") and link != "../glossary.md"}
    assert links - named == {"", "claims.md", "corrections.md", "../glossary.md"}
    assert named
    assert named <= {f"../{page.path}" for page in edition.background}


def test_terms_are_linked_and_listed(sample, as_shown):
    """The first occurrence in a paragraph is a link, and the list at the end has the definition."""
    segment = next(one for one in sample.segments if one.kind == "sentence")
    word = max((word.strip(".,;") for word in segment.corrected.split()), key=len)
    term = Term(id="the-word", en=word, seen=False, definition="What it means.")
    changed = replace(sample, terms=(term,), pages=())
    read = as_shown("article/index.md", changed, "segments")
    assert [link.text_content().casefold() for link in read.find_class("term")][:1] == [word.casefold()]
    listed = as_shown("article/index.md", changed, "terms-list")
    assert "What it means." in listed.get_element_by_id("t-the-word").text_content()
    assert expand("<!-- edition:terms-list -->", "article/index.md", replace(changed, terms=()))[0].strip() == ""


def test_short_quotations():
    """A quotation has at most twelve words, never more than half of them, and says that there is more."""
    long = " ".join(f"w{number}" for number in range(30))
    assert quotation.short(long) == " ".join(f"w{number}" for number in range(12)) + " …"
    assert quotation.short("a heading of six short words") == "a heading of …"
    assert quotation.short("word") == " …"


def test_withdrawn_text_is_quoted_briefly(edition, as_shown):
    """Where the article is withdrawn every address stays, with a notice and no more than twelve words of a segment."""
    notice = Withdrawal(date="2026-11-01", notice="Taken down at the wish of its owner.")
    gone = replace(edition, article=edition.article.model_copy(update={"withdrawn": notice}))
    for block, page in (("segments", "article/index.md"), ("pairs", "article/compare.md")):
        before = as_shown(page, edition, block)
        after = as_shown(page, gone, block)
        assert after.xpath("//*/@id") == before.xpath("//*/@id")
        assert "Taken down at the wish of its owner." in after.text_content()
        whole = " ".join(after.text_content().split())
        for segment in edition.segments:
            for reading in (segment.corrected, segment.machine):
                if len(reading.split()) > quotation.WORDS + 1:
                    assert " ".join(reading.split()[: quotation.WORDS + 2]) not in whole
            assert quotation.short(segment.corrected).split()[0] in after.get_element_by_id(segment.id).text_content()
