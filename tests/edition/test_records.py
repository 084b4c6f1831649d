"""Reading YAML with lines: what is refused, and where the finding points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.records import MAX_BYTES, read_text, read_yaml


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [", "D001", 2),
        ("a: 1\na: 2\n", "D003", 2),
        ("a: &x 1\nb: *x\n", "D007", 1),
        ("a: !!python/object:os.system x\n", "D007", 1),
        ("a: 1\n---\nb: 2\n", "D001", 2),
        ("title: Unit 2: x\n", "D001", 1),
        ("x: " + "[" * 30 + "]" * 30, "D007", 1),
        ("? [a]\n: b\n", "D007", 1),
    ],
)
def test_bad_yaml_is_refused_with_its_line(text, code, line):
    """Each fault gives its code and line, and no value."""
    document, issues = read_yaml(text, "x.yml")
    assert document is None
    assert (issues[0].code, issues[0].line) == (code, line)


def test_lines_are_those_of_the_file():
    """A place in the value leads back to the line of its key, counted with what stands before the document."""
    document, _ = read_yaml("- id: a\n  text: b\n- id: c\n", "x.yml", offset=1)
    assert document.line(0, "text") == 3
    assert document.line(1) == 4
    assert document.line(1, "nothing") == 4


def test_dates_and_numbers_stay_as_written():
    """YAML's guesses are not taken: dates and fractions are text, whole numbers are numbers."""
    document, _ = read_yaml("a: 2023-08-18\nb: 1.10\nc: 7\nd: yes\ne:\n", "x.yml")
    assert document.value == {"a": "2023-08-18", "b": "1.10", "c": 7, "d": True, "e": None}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: \xff\n", "not UTF-8"),
        ("a: \u202e\n".encode(), "U+202E"),
        (b"a: \x07\n", "U+0007"),
        ("a: e\u0301\n".encode(), "NFC"),
        (b"a" * (MAX_BYTES + 1), "bound"),
        (b"x: 1\r\n", "U+000D"),
    ],
)
def test_foreign_bytes_are_refused(tmp_path, data, says):
    """Encodings, controls, direction overrides, other normal forms and huge files are refused in words."""
    (tmp_path / "x.yml").write_bytes(data)
    text, issues = read_text(tmp_path, "x.yml")
    assert text is None
    assert says in issues[0].message


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    """No text makes the reader crash: it gives a document or findings, or neither where there is nothing to read."""
    document, issues = read_yaml(text, "x.yml")
    assert document is None or not issues
    assert all(issue.line >= 1 for issue in issues)
