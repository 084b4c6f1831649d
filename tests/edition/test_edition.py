"""The real edition: byte for byte the machine text, and the published text in the exports."""

import hashlib
import json

from edition import exports
from edition.model import GAP
from edition.resolve import edits_of
from edition.views import text as text_view

SHA256 = "88fe0a508dcdeeed4e434a5fbf7e9840e28af10e0fd0404620c43a8c7c38e21a"


def test_machine_text_is_reproduced_byte_for_byte(edition, root):
    """Undoing every edit gives the file that the edition is about."""
    joined = "".join(segment.machine + segment.machine_tail for segment in edition.segments).encode()
    assert joined == (root / "docs/_data/machine-translation.txt").read_bytes()
    assert len(joined) == 7196
    assert hashlib.sha256(joined).hexdigest() == SHA256


def test_every_difference_is_owned(edition):
    """Every edit is an error with corrections, a knock-on or a choice."""
    for segment in edition.segments:
        for _, edit in edits_of(segment):
            assert edit.owners
            assert edit.kind in ("error", "knock-on", "choice")


def test_segments_run_from_first_to_last(edition):
    """Ids run from the source line to the last sentence."""
    assert (edition.segments[0].id, edition.segments[-1].id) == ("p01s01", "p15s05")


def test_only_what_was_seen_is_called_seen(edition):
    """Header lines and ¶3–6 were seen, and nothing else; T breaks off in the last sentence of ¶6."""
    seen = {segment.id: segment.source_seen for segment in edition.segments if segment.source_seen}
    assert {key[:3] for key in seen} == {"p01", "p02", "p03", "p04", "p05", "p06"}
    last = max(key for key in seen if key.startswith("p06"))
    assert seen[last] == ("S",)
    body = {key: letters for key, letters in seen.items() if "p03" <= key < last}
    assert set(body.values()) == {("S", "T")}


def test_exports_are_the_edition(edition):
    """edition.json and edition.txt carry both readings and the spans that corrections speak of."""
    files = exports.write(edition)
    data = json.loads(files["exports/edition.json"])
    assert "".join(s["machine"] + s["machine_tail"] for s in data["segments"]).encode() == b"".join(
        (segment.machine + segment.machine_tail).encode() for segment in edition.segments
    )
    by_id = {segment["id"]: segment for segment in data["segments"]}
    for correction in data["corrections"]:
        for start, end in correction["machine_spans"]:
            assert 0 <= start <= end <= len(by_id[correction["segment"]]["machine"])
    text = files["exports/edition.txt"].decode()
    assert all(segment.corrected in text for segment in edition.segments)


def test_exports_are_the_same_twice(edition):
    """Two writings give the same bytes."""
    assert exports.write(edition) == exports.write(edition)


def test_runs_spell_the_corrected_text(edition):
    """The marked runs of a segment, joined, are its corrected text; gaps are runs of their own."""
    for segment in edition.segments:
        runs = text_view.runs(segment, edition)
        assert "".join(run["before"] + run["text"] + run["after"] for run in runs) == segment.corrected
        assert sum(run["mark"] == "gap" for run in runs) == segment.corrected.count(GAP)


def test_gaps_remain_visible(edition):
    """Where the machine lost an object or a polarity that nothing restores, the text shows a gap."""
    gapped = {segment.id for segment in edition.segments if GAP in segment.corrected}
    assert {"p07s01", "p09s02", "p12s02", "p13s01", "p15s02", "p15s04"} <= gapped
