"""Claims: how sure their words are, what the machine made of them, and how grave an error is by what it changes."""

from dataclasses import replace

import pytest

from edition import claims, notation
from edition.model import KEPT, Damage, Segment


def resolved(edition, claim):
    """Resolve one claim against an edition."""
    return claims.resolve([claim], edition.by_id, edition.correction_by_id)[0]


@pytest.mark.parametrize(
    ("segment", "words", "reading", "seen"),
    [
        ("p02s01", "On Monday, the", "secure", True),
        ("p02s01", "allies and partners", "secure", True),
        ("p02s01", "between them hold", "contested", True),
        ("p02s02", "They will", "secure", False),
        ("p02s02", "They will […]-there", "not recovered", False),
        ("p03s01", "A sub", "conjecture", False),
        ("p03s01", "A ", "secure", False),
    ],
)
def test_words_carry_the_weakest_reading_in_them(sample, a_claim, segment, words, reading, seen):
    """An edit counts if it reaches into the words, whole or in part, and no other does."""
    found = resolved(sample, a_claim(segments=(segment,), words=(words,)))
    assert (found.reading, found.is_seen, found.is_settled) == (reading, seen, seen or reading == "secure")


def test_a_deletion_counts_inside_the_words_only(sample, a_claim):
    """What the machine had too much, between two words quoted, is part of their reading; at their end it is not."""
    heading = sample.correction_by_id["c-heading"]
    pieces = notation.parse("One {--more --}{>>c-heading<<}word.")
    one = Segment("p09s01", "sentence", pieces, "", (), None, None, (heading.id,), "conjecture")
    for words, reading in (("One word", "conjecture"), ("word.", "secure"), ("One ", "secure")):
        claim = a_claim(segments=(one.id,), words=(words,))
        assert claims.resolve([claim], {one.id: one}, sample.correction_by_id)[0].reading == reading, words


def test_words_that_are_not_there_have_no_reading(sample, a_claim):
    """Nothing may be judged on words that do not stand in the sentence."""
    claim = a_claim(words=("hold a meeting", "hold a feast"))
    assert list(claims.missing(claim, sample.by_id)) == [(1, "hold a feast")]
    assert resolved(sample, claim).reading is None
    assert not resolved(sample, claim).is_settled


def test_several_stretches_carry_the_weakest(sample, a_claim):
    """A claim that stands in two sentences is seen only if both are."""
    found = resolved(sample, a_claim(segments=("p02s01", "p03s01"), words=("On Monday", "subheading")))
    assert (found.reading, found.is_seen) == ("conjecture", False)


@pytest.mark.parametrize(
    ("effects", "fate", "gravity"),
    [
        ((), KEPT, "minor"),
        (("weakened",), "weakened", "major"),
        (("weakened", "inverted"), "inverted", "critical"),
        (("vanished", "weakened", "inverted"), "vanished", "critical"),
    ],
)
def test_the_gravest_effect_tells(sample, a_claim, effects, fate, gravity):
    """A claim fares as its worst damage; an error is as grave as the worst that it does to any claim."""
    keys = ("c-allies", "c-meeting", "c-wait")
    damage = tuple(Damage(correction=key, effect=effect) for key, effect in zip(keys, effects, strict=False))
    one = resolved(sample, a_claim(damage=damage, machine_says="Less." if damage else None))
    assert one.fate == fate
    same = tuple(
        resolved(
            sample, a_claim(id=f"C{n:02d}", damage=(Damage(correction="c-wait", effect=effect),), machine_says="?")
        )
        for n, effect in enumerate(effects, 1)
    )
    edition = replace(sample, claims=same)
    assert claims.gravity(sample.correction_by_id["c-wait"], edition) == gravity
    assert claims.gravity(sample.correction_by_id["c-allies"], edition) == "minor"


def test_every_sentence_of_the_body_is_the_anchor_of_a_claim(edition):
    """The ledger covers the commentary."""
    body = {segment.id for segment in edition.segments if segment.kind != "header" and not segment.no_claim}
    assert set(edition.claims_by_segment) == body


def test_nothing_unsure_is_judged(edition):
    """No verdict and no score of the site stands on words that are neither seen nor secure."""
    judged = [claim for claim in edition.claims if claim.authored.verdict or claim.score]
    assert judged
    assert all(claim.is_settled for claim in judged)
