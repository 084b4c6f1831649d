"""The TEI document, read with lxml and held against the edition."""

import re
from pathlib import Path

import lxml.etree
import pytest

from edition import exports
from edition.model import GAP
from edition.resolve import edits_of

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"
GRADES = {"secure": "high", "contested": "medium", "conjecture": "low", "not recovered": "unknown"}
SCHEMA = Path(__file__).with_name("tei.rng")
PATH = "exports/edition.tei.xml"
HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


def found(node, path):
    """Give what an XPath finds, with t: for TEI."""
    return node.xpath(path, namespaces=TEI)


def text_without(node, *names):
    """Give the text content of a node without the content of the named elements."""
    inside = " or ".join(f"ancestor::t:{name}" for name in names)
    return "".join(found(node, f".//text()[not({inside})]"))


@pytest.fixture
def root(files):
    """Give the document of each edition."""
    return lxml.etree.fromstring(files[PATH])


def test_document_is_valid(root):
    """The document follows the closed grammar of what we use of TEI P5."""
    schema = lxml.etree.RelaxNG(lxml.etree.parse(SCHEMA))
    assert schema.validate(root), schema.error_log


def test_grammar_refuses(root):
    """The grammar can fail: an element out of place is refused."""
    schema = lxml.etree.RelaxNG(lxml.etree.parse(SCHEMA))
    lxml.etree.SubElement(found(root, "//t:s")[0], f"{{{TEI['t']}}}publisher")
    assert not schema.validate(root)


def test_accepted_reading_is_the_plain_text(root, files):
    """Without sic and orig, the text content of the paragraphs is edition.txt, gaps included."""
    blocks = found(root, "//t:body/t:div/*")
    text = "\n\n".join(text_without(block, "sic", "orig") for block in blocks)
    assert text + "\n" == files["exports/edition.txt"].decode()


def test_rejected_reading_is_the_machine_text(root, any_edition):
    """Without corr, reg and supplied, each sentence and each paragraph is the machine's."""
    for segment in any_edition.segments:
        (node,) = found(root, f"//t:s[@xml:id='{segment.id}']")
        assert text_without(node, "corr", "reg", "supplied") == segment.machine
        assert text_without(node, "sic", "orig") == segment.corrected
    for block in found(root, "//t:body/t:div/*"):
        members = [s for s in any_edition.segments if s.id.startswith(block.get(f"{XML}id"))]
        joined = "".join(s.machine + s.machine_tail for s in members[:-1]) + members[-1].machine
        assert text_without(block, "corr", "reg", "supplied") == joined


def test_every_edit_is_there_with_its_grade(root, any_edition):
    """As many edits as in the edition, with both sides, owners and grade."""
    for segment in any_edition.segments:
        (node,) = found(root, f"//t:s[@xml:id='{segment.id}']")
        written = found(node, "./t:choice | ./t:supplied")
        edits = [edit for _, edit in edits_of(segment)]
        assert len(written) == len(edits)
        for place, edit in zip(written, edits, strict=True):
            new = place if place.tag.endswith("supplied") else place[1]
            old = "" if new is place else "".join(place[0].itertext())
            assert (old, "".join(new.itertext())) == (edit.old, edit.new)
            assert len(found(new, "t:gap[t:desc]")) == edit.new.count(GAP)
            if edit.kind == "error":
                assert new.get("corresp").split() == [f"#{owner}" for owner in edit.owners]
                assert new.get("cert") == GRADES[any_edition.reading_of(edit)]
                assert (new.get("source") is None) == (not segment.source_seen)
            else:
                assert edit.kind in (new.get("type"), new.get("reason"))


def test_every_correction_is_a_note(root, any_edition):
    """Each correction has one note with its segments, explanation, grades, and all rivals."""
    notes = found(root, "//t:note[@type='correction']")
    assert [note.get(f"{XML}id") for note in notes] == [c.id for c in any_edition.corrections]
    for note, correction in zip(notes, any_edition.corrections, strict=True):
        record = correction.authored
        assert "".join(found(note, "t:p")[0].itertext()) == record.explanation
        assert note.get("cert") == GRADES[record.reading]
        assert note.get("target").split() == [f"#{key}" for key in correction.spans]
        items = dict(zip(found(note, "t:list/t:label/text()"), found(note, "t:list/t:item"), strict=True))
        assert items["type"].text == record.type
        assert [q.text for q in found(note, ".//t:q")] == [rival.wording for rival in record.rivals]


def test_every_pointer_has_a_target(root):
    """No pointer inside the document leads nowhere."""
    ids = set(found(root, "//@xml:id"))
    for value in found(root, "//@corresp | //@source | //@resp | //t:note/@target"):
        assert {pointer.removeprefix("#") for pointer in value.split()} <= ids


def test_chinese_is_marked(edition):
    """Every run of Han characters stands under a Chinese language, and nothing else does."""
    root = lxml.etree.fromstring(exports.write(edition)[PATH])
    languages = {True: set(), False: set()}
    for node in found(root, "//text()[normalize-space()]"):
        languages[bool(HAN.search(node))].add(
            found(node.getparent(), "ancestor-or-self::*[@xml:lang][1]/@xml:lang")[-1]
        )
    assert languages[True] == {"zh-Hans", "zh-Hant"}
    assert languages[False] == {"en", "en-x-mt", "zh-Latn-pinyin"}


def test_withdrawn_text_is_a_gap(withdrawn):
    """A withdrawn edition is still valid; every sentence is a gap, and the notice is in the header."""
    root = lxml.etree.fromstring(exports.write(withdrawn)[PATH])
    schema = lxml.etree.RelaxNG(lxml.etree.parse(SCHEMA))
    assert schema.validate(root), schema.error_log
    assert len(found(root, "//t:s[t:gap/@reason='withdrawn']")) == len(withdrawn.segments)
    assert "A & B <paper>" in "".join(found(root, "//t:availability")[0].itertext())
