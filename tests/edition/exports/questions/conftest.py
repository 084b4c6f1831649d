"""Banks for the exports of questions: one item of each type with hostile text in every field, and the real bank."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from edition.exports.questions.neutral import pools
from edition.model import Item

# Test modules are imported by path (importlib mode), so their helper must be found by hand.
sys.path.insert(0, str(Path(__file__).parent))

HOSTILE = "\"q\" 'a' <b>&amp;</b> & ]]> {=~#}: -> ::x:: %50% \\n | * é e\u0301\u0323 聯盟 𠀀 \u202f=1+1"


def text(name):
    """Give a hostile text that says which field it is of."""
    return f"{name} {HOSTILE} {name}."


def latin(name):
    """Give a hostile text without Chinese, as words of the machine are."""
    return text(name).replace("聯盟 𠀀 ", "")


def _item(kind, **parts):
    """Make an item of a type with hostile text in what all types share."""
    plain = {
        "id": f"q-{kind}",
        "page": "coast",
        "objective": "o-coast",
        "type": kind,
        "bloom": "analyze",
        "difficulty": 2,
        "stem": text(f"{kind} stem"),
        "script": "zh-Hant",
        "see": ("segment:p02s01", "page:coast"),
        "proof": ({"segment": "p02s01", "words": "x"},),
    }
    return Item(**{**plain, **parts})


def _options(kind, keys, count=4, **more):
    return tuple(
        {
            "id": letter,
            "text": text(f"{kind} option {letter}"),
            "key": letter in keys,
            "feedback": text(f"{kind} feedback {letter}"),
            **more,
        }
        for letter in "abcdefg"[:count]
    )


def hostile_items():
    """Give one item of each type."""
    ids = "abcd"
    pairs = [
        {"id": i, "left": text(f"left {i}"), "right": text(f"right {n % 3}"), "feedback": text(f"match feedback {i}")}
        for n, i in enumerate(ids)
    ]
    steps = [{"id": i, "text": text(f"step {i}"), "feedback": text(f"order feedback {i}")} for i in ids]
    chunks = [
        {"id": i, "text": latin(f"chunk {i}"), "feedback": text(f"chunk feedback {i}")}
        | ({"origin": "c-meeting"} if i in "bd" else {})
        for i in ids
    ]
    return (
        _item("single", options=_options("single", "b")),
        _item("multiple", options=_options("multiple", "ace", 5)),
        _item("matching", pairs=pairs, others=[{"text": text("other"), "feedback": text("other feedback")}]),
        _item("ordering", steps=steps),
        _item(
            "short",
            accept=(text("accepted 1"), text("accepted 2")),
            feedback=text("short feedback"),
            traps=[{"forms": (text("trap 1"), text("trap 2")), "feedback": text("trap feedback")}],
            otherwise=text("otherwise"),
        ),
        _item("mark", segment="p02s01", chunks=chunks),
        _item("repair", correction="c-meeting", machine=latin("machine"), options=_options("repair", "c")),
    )


@pytest.fixture(scope="session")
def hostile_bank(sample):
    """Give the sample with one hostile item of each type."""
    return replace(sample, questions=hostile_items())


@pytest.fixture(scope="session", params=["hostile", "real"])
def bank(request, hostile_bank):
    """Give both banks, one after another."""
    return request.getfixturevalue("edition") if request.param == "real" else hostile_bank


@pytest.fixture(scope="session")
def pool(bank):
    """Give all questions of a bank."""
    return pools(bank)[-1]
