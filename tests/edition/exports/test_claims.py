"""The ledger as data: every claim with what is computed of it, and without the words of the commentary."""

import json

from edition import exports


def test_every_claim_is_exported_with_what_is_computed(edition):
    """Records, fates and readings are those of the edition; nothing else is added."""
    records = json.loads(exports.write(edition)["exports/claims.json"])
    assert [record["id"] for record in records] == [claim.id for claim in edition.claims]
    for record, claim in zip(records, edition.claims, strict=True):
        computed = {key: record.pop(key) for key in ("reading", "chinese_seen", "in_machine_text")}
        assert computed == {"reading": claim.reading, "chinese_seen": claim.is_seen, "in_machine_text": claim.fate}
        assert record == json.loads(claim.authored.model_dump_json(exclude={"words"}))


def test_the_words_of_the_commentary_stay_out(edition):
    """The file is under the site's license: no stretch of the translation that a claim rests on stands in it as such."""
    records = json.loads(exports.write(edition)["exports/claims.json"])
    assert not any("words" in record for record in records)
