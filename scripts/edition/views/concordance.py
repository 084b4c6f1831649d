"""The concordance: how the same author put a contested thought elsewhere, and what that does to our grade."""

from __future__ import annotations

from typing import Any

from edition.model import Edition
from edition.views.block import Block, plain
from edition.views.corrections import entry as shown


def concordance(edition: Edition) -> dict[str, Any]:
    """Give the entries in the order of the records, with segments, corrections and sources looked up."""
    entries = [
        {
            "entry": entry,
            "segments": [edition.by_id[key] for key in entry.segments if key in edition.by_id],
            "corrections": [
                {"id": key, "label": item["label"], "paragraph": item["segment"].paragraph}
                for key in entry.corrections
                if key in edition.correction_by_id and (item := shown(edition.correction_by_id[key], edition))
            ],
            "quotations": [
                {"quotation": quotation, "source": edition.source_by_id[quotation.source]}
                for quotation in entry.quotations
                if quotation.source in edition.source_by_id
            ],
        }
        for entry in edition.concordance
    ]
    return {"entries": entries}


BLOCKS: dict[str, Block] = {"concordance": plain(concordance)}
