"""The table of corrections, read as Marot and the WMT tools read it, and held against the edition."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import exports
from edition.exports import tsv

PATH = "exports/corrections.tsv"
# google-research/google-research, marot/README.md, "Data file format": ten columns.
MAROT = ["system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata"]


def by_marot(content):
    """Read as Marot does: lines at line feeds, cells at tabs, the header left out, JSON in the tenth cell."""
    rows = []
    for line in content.decode().split("\n"):
        if not line.strip() or "system\tdoc\t" in line.lower():
            continue
        cells = line.split("\t")
        assert len(cells) == len(MAROT)
        rows.append({**dict(zip(MAROT, cells, strict=True)), "metadata": json.loads(cells[9])})
    return rows


def unescaped(cell):
    """Undo what the downloads page says about cells."""
    text = cell[1:] if re.match(r"'[=+\-@]", cell) else cell
    back = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\([tnr\\])", lambda match: back[match[1]], text)


@pytest.fixture
def rows(files):
    """Give the rows of each edition."""
    return by_marot(files[PATH])


def test_columns_are_the_documented_ones(files):
    """The header has the names that the WMT tools look for, in the places where Marot looks."""
    header = files[PATH].decode().split("\n", 1)[0].split("\t")
    assert header == ["system", "doc", "doc_id", "seg_id", *MAROT[4:]]
    read = list(csv.DictReader(io.StringIO(files[PATH].decode(), newline="\n"), delimiter="\t", quoting=csv.QUOTE_NONE))
    numbers = {int(row["doc_id"]) for row in read}
    assert numbers == set(range(1, max(numbers) + 1))


def test_every_correction_has_a_row_in_every_segment(rows, any_edition):
    """One row for each correction in each segment; a segment without any says no-error."""
    wanted = {(c.id, key) for c in any_edition.corrections for key in c.spans}
    errors = [row for row in rows if row["category"] != "no-error"]
    assert len(errors) == len(wanted)
    assert {(row["metadata"]["correction"], row["globalSegId"]) for row in errors} == wanted
    clean = {row["globalSegId"] for row in rows if row["severity"] == "no-error"}
    assert clean == {segment.id for segment in any_edition.segments} - {key for _, key in wanted}


def test_rows_say_what_the_edition_says(rows, any_edition):
    """Type, severity, grades, explanation and the corrected text are the edition's."""
    for row in rows:
        segment, metadata = any_edition.by_id[row["globalSegId"]], row["metadata"]
        assert metadata.get("source_not_seen", False) is (not segment.source_seen)
        if row["category"] == "no-error":
            continue
        record = any_edition.correction_by_id[metadata["correction"]].authored
        assert (row["category"], row["severity"]) == (record.type, record.severity.capitalize())
        assert (metadata["reading"], metadata["note"]) == (record.reading, record.explanation)
        assert metadata["corrected_translation"] == segment.corrected


def test_spans_agree_three_times(rows, any_edition):
    """Offsets, tokens and marks in the target speak of the same machine words."""
    parts = {r["globalSegId"]: r["metadata"]["segment"]["target_tokens"] for r in rows if "segment" in r["metadata"]}
    for key, found in parts.items():
        assert "".join(found) == any_edition.by_id[key].machine
    for row in rows:
        segment, metadata = any_edition.by_id[row["globalSegId"]], row["metadata"]
        target = unescaped(row["target"])
        plain = segment.machine.replace("<v>", "< v>").replace("</v>", "< /v>")
        assert target.replace("<v>", "").replace("</v>", "") == plain
        if row["category"] == "no-error":
            continue
        spans = any_edition.correction_by_id[metadata["correction"]].spans[segment.id]
        words = [segment.machine[start:end] for start, end in spans]
        assert metadata["machine_spans"] == [list(span) for span in spans]
        by_token = ["".join(parts[segment.id][a : b + 1]) for a, b in metadata["target_spans"]]
        assert by_token == [word for word in words if word]
        marks = re.findall(r"<v>(.*?)</v>", target, re.DOTALL)
        assert sorted(marks) == sorted(word.replace("<v>", "< v>") for word in words)


def test_no_cell_is_a_formula(files):
    """No cell begins with a sign that a spreadsheet takes for a formula, and no line has a stray control character."""
    for line in files[PATH].decode().split("\n"):
        assert "\r" not in line
        for cell in line.split("\t"):
            assert not cell.startswith(("=", "+", "-", "@"))


def test_formula_is_neutralized(hostile):
    """The planted formula and hyphen stand behind an apostrophe."""
    rows = by_marot(exports.write(hostile)[PATH])
    assert {row["target"][:2] for row in rows if row["globalSegId"] in ("p02s01", "p03s01")} == {"'=", "'-"}


@given(st.text())
def test_cells_can_be_read_back(text):
    """Any text survives one cell: no tab, no line end, and the same text again."""
    cell = tsv.cell(text)
    assert not set("\t\n\r") & set(cell)
    # A text that already begins with an apostrophe before such a sign is the one that cannot be told apart.
    if not re.match(r"'[=+\-@]", text):
        assert unescaped(cell) == text


def test_withdrawn_rows_quote_briefly(withdrawn):
    """A withdrawn edition keeps its rows; the target is a short quotation, and the first row has the notice."""
    rows = by_marot(exports.write(withdrawn)[PATH])
    assert rows[0]["metadata"]["evaluation"]["notice"] == withdrawn.article.withdrawn.notice
    assert {row["globalSegId"] for row in rows} == {segment.id for segment in withdrawn.segments}
    assert not any("corrected_translation" in row["metadata"] for row in rows)
