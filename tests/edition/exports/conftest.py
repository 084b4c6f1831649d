"""Editions for the exports: the sample, the sample with hostile text, the sample withdrawn."""

from dataclasses import replace

import pytest

from edition import exports
from edition.model import Parallel, Withdrawal
from edition.notation import Edit, Text
from edition.resolve import edits_of

HOSTILE = "<v>&amp; ]]> <b>\"x\"</b> 'y'\ttab\nline é e\u0301 中文 𠀀 \\n --> {~~a~>b~~}"


def hostile_edition(sample):
    """Give the sample with hostile text in both readings, in spans and in every prose field of a correction."""
    key = "c-meeting"
    pieces = (
        Text("=1+1 <v>" + HOSTILE),
        Edit(HOSTILE, "+" + HOSTILE, (key,)),
        Text("]]>"),
        Edit("", HOSTILE + " […]", ("c-lost",)),
        Edit("@gone&", "", ("choice",)),
    )
    segment = replace(sample.by_id["p02s01"], pieces=pieces, corrections=(key, "c-lost"), reading="not recovered")
    spans = {edit.owners[0]: {segment.id: (span,)} for span, edit in edits_of(segment)}
    other = replace(sample.by_id["p03s01"], pieces=(Text("-formula"),), corrections=(), reading="secure")
    segments = tuple({"p02s01": segment, "p03s01": other}.get(item.id, item) for item in sample.segments)
    corrections = []
    for correction in sample.corrections:
        record = correction.authored
        if record.id == key:
            update = {
                "explanation": HOSTILE,
                "mechanism": HOSTILE,
                "zh_hans": "中文",
                "pinyin": "zhōngwén",
                "presumed": "中<&",
                "settles": HOSTILE,
                "words": (f"{HOSTILE}[{HOSTILE}]{HOSTILE}",),
                "parallels": (Parallel(text=HOSTILE), Parallel(text=HOSTILE, source="a-source")),
                "rivals": tuple(
                    rival.model_copy(update={"wording": HOSTILE, "against": HOSTILE}) for rival in record.rivals
                ),
            }
            corrections.append(replace(correction, authored=record.model_copy(update=update), spans=spans[key]))
        elif record.id == "c-lost":
            corrections.append(replace(correction, spans=spans[record.id]))
        elif "p03s01" in correction.spans or "p02s01" in correction.spans:
            continue
        else:
            corrections.append(correction)
    return replace(sample, segments=segments, corrections=tuple(corrections))


@pytest.fixture(params=["sample", "hostile", "real"])
def any_edition(request, sample):
    """Give the sample, the sample with hostile text, and the real edition, one after another."""
    if request.param == "real":
        return request.getfixturevalue("edition")
    return sample if request.param == "sample" else hostile_edition(sample)


@pytest.fixture
def files(any_edition):
    """Give the exports of each edition."""
    return exports.write(any_edition)


@pytest.fixture
def hostile(sample):
    """Give the sample with hostile text."""
    return hostile_edition(sample)


@pytest.fixture(params=["sample", "real"])
def open_edition(request, sample):
    """Give the sample and the real edition before they are withdrawn."""
    return request.getfixturevalue("edition") if request.param == "real" else sample


@pytest.fixture
def withdrawn(open_edition):
    """Give the same edition with the take-down switch set."""
    notice = Withdrawal(date="2030-01-02", notice="Withdrawn at the request of A & B <paper>.")
    return replace(open_edition, article=open_edition.article.model_copy(update={"withdrawn": notice}))
