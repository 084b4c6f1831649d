"""The claims ledger as data."""

from __future__ import annotations

from edition.exports import form
from edition.model import Edition


def as_json(edition: Edition) -> bytes:
    """Write every claim as authored, with what follows from its words and from the damage that the machine did.

    The words themselves are left out: together they are most of the commentary, which is not ours to license.

    ``reading`` is the weakest reading of its words, ``chinese_seen`` tells whether all their Chinese was seen, and
    ``in_machine_text`` is kept, weakened, inverted or vanished.
    """
    records = [
        claim.authored.model_dump(exclude={"words"})
        | {"reading": claim.reading, "chinese_seen": claim.is_seen, "in_machine_text": claim.fate}
        for claim in edition.claims
    ]
    return form.as_json(records)
