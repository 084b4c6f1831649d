"""The JSON Schema (draft 2020-12) of edition.json, published beside it and enforced by the tests."""

from __future__ import annotations

from typing import Any, get_args

from edition.exports import form
from edition.model import READINGS, Edition, Kind, Severity

_TEXT = {"type": "string"}
_PROSE = {"type": "string", "minLength": 1}
_MAYBE = {"type": ["string", "null"]}
_SEGMENT_ID = {"type": "string", "pattern": r"^p\d\ds\d\d$"}
_CORRECTION_ID = {"type": "string", "pattern": r"^c-[a-z0-9]+(-[a-z0-9]+)*$"}
_SPAN = {
    "description": "Start and end in code points of the segment's machine text; the end is not included.",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}
_SPANS = {"type": "array", "items": {"$ref": "#/$defs/span"}}
_SEEN = {
    "description": "The Chinese witnesses that were seen.",
    "type": "array",
    "items": {"type": "string", "pattern": "^[A-LN-Z]$"},
    "uniqueItems": True,
}


def _closed(properties: dict[str, Any], optional: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Describe an object that has these keys and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    """Describe a list."""
    return {"type": "array", "items": items}


def _definitions() -> dict[str, Any]:
    """Describe the records."""
    reading = {"description": "The grade of the reading, from best to worst.", "enum": list(READINGS)}
    name = _closed({"en": _PROSE, "zh_hans": _MAYBE, "zh_hant": _MAYBE, "pinyin": _MAYBE})
    edit = _closed(
        {
            "machine_span": {"$ref": "#/$defs/span"},
            "old": _TEXT,
            "new": _TEXT,
            "kind": {"enum": ["error", "knock-on", "choice"]},
            "corrections": _list({"$ref": "#/$defs/correction_id"}),
            "rest": {"enum": ["knock-on", "choice", None]},
            "reading": {"$ref": "#/$defs/reading"},
        }
    )
    segment = _closed(
        {
            "id": {"$ref": "#/$defs/segment_id"},
            "kind": {"enum": list(get_args(Kind))},
            "machine": {**_TEXT, "description": "machine and machine_tail of all segments, joined: the machine text."},
            "machine_tail": {**_TEXT, "description": "What stands in the machine text before the next segment."},
            "corrected": {**_TEXT, "description": "The published reading; […] is a gap."},
            "source_seen": {"$ref": "#/$defs/source_seen"},
            "reading": {"$ref": "#/$defs/reading"},
            "carried": {"enum": ["checked", None]},
            "corrections": _list({"$ref": "#/$defs/correction_id"}),
            "edits": _list({"$ref": "#/$defs/edit"}),
        },
        optional=("machine", "machine_tail", "corrected", "edits"),
    )
    place = {"segment": {"$ref": "#/$defs/segment_id"}, "machine_spans": {"$ref": "#/$defs/spans"}}
    correction = _closed(
        {
            "id": {"$ref": "#/$defs/correction_id"},
            **place,
            "also": _list(_closed(place)),
            "words": {**_list(_PROSE), "description": "Machine words; brackets mark those meant, [] an omission."},
            "type": _PROSE,
            "severity": {"enum": list(get_args(Severity))},
            "mechanism": _MAYBE,
            "source_seen": {"$ref": "#/$defs/source_seen"},
            "reading": {"$ref": "#/$defs/reading"},
            "explanation": _PROSE,
            "chinese": _closed({"zh-Hans": _MAYBE, "zh-Hant": _MAYBE, "zh-Latn-pinyin": _MAYBE, "presumed": _MAYBE}),
            "parallels": _list(_closed({"text": _PROSE, "source": _MAYBE})),
            "rivals": _list(_closed({"wording": _PROSE, "against": _PROSE})),
            "settles": _MAYBE,
        }
    )
    return {
        "segment_id": _SEGMENT_ID,
        "correction_id": _CORRECTION_ID,
        "span": _SPAN,
        "spans": _SPANS,
        "source_seen": _SEEN,
        "reading": reading,
        "name": name,
        "edit": edit,
        "segment": segment,
        "correction": correction,
    }


def document() -> dict[str, Any]:
    """Give the schema: closed objects throughout; the full texts are there unless the article is withdrawn."""
    name = {"$ref": "#/$defs/name"}
    withdrawal = _closed({"date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, "notice": _PROSE})
    article = {"headline": name, "author": name, "paper": name, "place": _PROSE, "date": _PROSE}
    provenance = {
        "drafted": _PROSE,
        "reviewed": _PROSE,
        "checks": _list(_closed({"scope": _PROSE, "against": _PROSE})),
        "reviewers": _list(_closed({"name": _PROSE, "scope": _PROSE, "date": _PROSE})),
        "invitation": _PROSE,
        "permission": _PROSE,
        "background": _MAYBE,
    }
    texts = ["machine", "machine_tail", "corrected", "edits"]
    top = _closed(
        {
            "$schema": {"const": "edition.schema.json"},
            "title": _PROSE,
            "rights": _PROSE,
            "article": _closed({**article, "withdrawn": {"anyOf": [withdrawal, {"type": "null"}]}}),
            "provenance": _closed(provenance),
            "typology": _closed({"name": _PROSE, "url": {"type": "string", "format": "uri"}}),
            "segments": _list({"$ref": "#/$defs/segment"}),
            "corrections": _list({"$ref": "#/$defs/correction"}),
        }
    )
    with_texts = {"properties": {"segments": _list({"required": texts})}}
    without = {"properties": {"segments": _list({"not": {"anyOf": [{"required": [text]} for text in texts]}})}}
    kept = {"properties": {"article": {"properties": {"withdrawn": {"type": "null"}}}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Two Oceans: the edition",
        **top,
        "if": kept,
        "then": with_texts,
        "else": without,
        "$defs": _definitions(),
    }


def write(_edition: Edition) -> bytes:
    """Write the schema; it is the same for every edition."""
    return form.as_json(document())
