"""The translation memory, read with lxml and with Translate Toolkit run as a program."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import lxml.etree
import pytest

from edition import exports

DTD = Path(__file__).with_name("tmx14.dtd")
PATH = "exports/edition.tmx"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def texts(unit):
    """Give a unit's texts by language."""
    return {variant.get(LANG): variant.findtext("seg") or "" for variant in unit.iterfind("tuv")}


def toolkit(module, *arguments):
    """Run one program of Translate Toolkit and give what it prints."""
    command = [sys.executable, "-m", f"translate.tools.{module}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.fixture
def root(files):
    """Give the document of each edition."""
    return lxml.etree.fromstring(files[PATH])


def test_document_is_valid(root):
    """The document follows the document type of TMX 1.4."""
    dtd = lxml.etree.DTD(DTD)
    assert dtd.validate(root), dtd.error_log


def test_document_type_refuses(root):
    """The document type can fail: a unit without a language is refused."""
    del root.find("body/tu/tuv").attrib[LANG]
    assert not lxml.etree.DTD(DTD).validate(root)


def test_every_segment_is_a_unit(root, any_edition):
    """Each segment is a unit with its id, both readings and both grades."""
    units = root.findall("body/tu")
    assert [unit.get("tuid") for unit in units] == [segment.id for segment in any_edition.segments]
    for unit, segment in zip(units, any_edition.segments, strict=True):
        assert texts(unit) == {"en-x-mt": segment.machine, "en": segment.corrected}
        values = {prop.get("type"): prop.text for prop in unit.iterfind("prop")}
        assert values["x-reading"] == segment.reading
        assert values["x-source-seen"] == (" ".join(segment.source_seen) or "none")


def test_toolkit_counts_the_units(files, any_edition, tmp_path):
    """Translate Toolkit finds as many translated units as there are segments, and none without a translation."""
    memory = tmp_path / "edition.tmx"
    memory.write_bytes(files[PATH])
    (row,) = csv.DictReader(io.StringIO(toolkit("pocount", "--csv", str(memory))), skipinitialspace=True)
    assert int(row["Translated Messages"]) == len(any_edition.segments)
    assert int(row["Untranslated Messages"]) == 0


@pytest.mark.parametrize("side", ["source", "target"])
def test_toolkit_reads_both_readings(hostile, tmp_path, side):
    """Translate Toolkit finds hostile text by the words of either reading, in the unit where it stands, unchanged."""
    memory, out = tmp_path / "edition.tmx", tmp_path / "found.tmx"
    memory.write_bytes(exports.write(hostile)[PATH])
    segment = hostile.by_id["p02s01"]
    text = segment.machine if side == "source" else segment.corrected
    words = text.split("\t")[0]
    toolkit("pogrep", "--progress=none", f"--search={side}", words, str(memory), str(out))
    (unit,) = lxml.etree.parse(out).getroot().findall("body/tu")
    assert texts(unit) == {"en-x-mt": segment.machine, "en": segment.corrected}


def test_withdrawn_memory_holds_quotations(withdrawn):
    """A withdrawn edition is still valid; its units are quotations by correction, and the header has the notice."""
    root = lxml.etree.fromstring(exports.write(withdrawn)[PATH])
    assert lxml.etree.DTD(DTD).validate(root)
    assert [unit.get("tuid") for unit in root.findall("body/tu")] == [c.id for c in withdrawn.corrections]
    assert "A & B <paper>" in "".join(root.find("header").itertext())
    properties = [prop.get("type") for prop in root.findall("header/prop")]
    assert properties == [f"x-segment-{segment.id}" for segment in withdrawn.segments]
