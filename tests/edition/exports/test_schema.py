"""edition.json against its published schema, with the package jsonschema."""

import json

import jsonschema
import pytest

from edition import exports
from edition.resolve import edits_of


def validator():
    """Give a validator for the published schema, which must itself be in order."""
    schema = json.loads(exports.schema.write(None))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_edition_follows_the_schema(files):
    """Each edition is valid, and names its schema."""
    data = json.loads(files["exports/edition.json"])
    assert [error.message for error in validator().iter_errors(data)] == []
    assert f"exports/{data['$schema']}" in files


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data["segments"][0].pop("corrected"),
        lambda data: data["segments"][0].update(reading="certain"),
        lambda data: data["segments"][0].update(source_seen=["M"]),
        lambda data: data["corrections"][0].update(machine_spans=[[1]]),
        lambda data: data["corrections"][0].update(comment="new"),
        lambda data: data["corrections"][0].pop("rivals"),
        lambda data: data["article"].update(withdrawn={"date": "soon", "notice": "x"}),
        lambda data: data.pop("provenance"),
    ],
)
def test_schema_refuses(sample, harm):
    """A missing text, an unknown grade, witness or key, and a broken span are each refused."""
    data = json.loads(exports.write(sample)["exports/edition.json"])
    harm(data)
    assert not validator().is_valid(data)


def test_json_is_the_edition(files, any_edition):
    """Both readings, edits, spans and grades are the edition's."""
    data = json.loads(files["exports/edition.json"])
    for written, segment in zip(data["segments"], any_edition.segments, strict=True):
        assert (written["machine"], written["corrected"]) == (segment.machine, segment.corrected)
        assert (written["reading"], tuple(written["source_seen"])) == (segment.reading, segment.source_seen)
        sides = [(tuple(e["machine_span"]), e["old"], e["new"]) for e in written["edits"]]
        assert sides == [(span, edit.old, edit.new) for span, edit in edits_of(segment)]
    for written, correction in zip(data["corrections"], any_edition.corrections, strict=True):
        places = [written, *written["also"]]
        spans = {p["segment"]: tuple(tuple(span) for span in p["machine_spans"]) for p in places}
        assert spans == correction.spans
        assert (written["reading"], written["type"]) == (correction.authored.reading, correction.authored.type)


def test_withdrawn_edition_follows_the_schema(withdrawn):
    """A withdrawn edition is valid, and a text that comes back into it is refused."""
    data = json.loads(exports.write(withdrawn)["exports/edition.json"])
    assert validator().is_valid(data)
    data["segments"][0]["corrected"] = "back"
    assert not validator().is_valid(data)
