"""The form that the exports in JSON share."""

from __future__ import annotations

import json
from typing import Any


def as_json(value: Any) -> bytes:
    """Write a value as JSON (RFC 8259) in UTF-8, indented, with a line end behind it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
