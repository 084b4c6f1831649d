"""The edit notation: what it reads, what it refuses, and that nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.notation import Edit, NotationError, Text, corrected, machine, parse, render

hostile = st.text(alphabet=st.sampled_from("ab {}~+-<>\\=*_[]&\"'\u200b中\u0301"), max_size=20)
side = st.one_of(hostile, st.text(max_size=12))
owners = st.one_of(
    st.just(("knock-on",)),
    st.just(("choice",)),
    st.lists(st.from_regex(r"c-[a-z0-9]{1,5}", fullmatch=True), min_size=1, max_size=3, unique=True).map(tuple),
)


@st.composite
def edits(draw):
    """Give an edit that the notation can write."""
    old = draw(side)
    new = draw(side.filter(lambda text: text != old))
    owner = draw(owners)
    rest = draw(st.sampled_from([None, "knock-on", "choice"])) if owner[0].startswith("c-") else None
    return Edit(old, new, owner, rest)


@st.composite
def pieces(draw):
    """Give pieces as parse gives them: no empty stretch, no two stretches in a row."""
    out = []
    for piece in draw(st.lists(st.one_of(edits(), side.filter(bool).map(Text)), max_size=6)):
        if not (out and isinstance(out[-1], Text) and isinstance(piece, Text)):
            out.append(piece)
    return tuple(out)


@given(pieces())
def test_what_is_written_is_read_back(given_pieces):
    """Rendering and parsing is the identity, for hostile text too."""
    assert parse(render(given_pieces)) == given_pieces


@given(pieces())
def test_rejecting_and_accepting_give_the_two_readings(given_pieces):
    """Both readings survive the way through the notation."""
    old = "".join(p.text if isinstance(p, Text) else p.old for p in given_pieces)
    new = "".join(p.text if isinstance(p, Text) else p.new for p in given_pieces)
    assert machine(parse(render(given_pieces))) == old
    assert corrected(parse(render(given_pieces))) == new


@given(st.text(alphabet=st.sampled_from("a{}~+-<>\\=c; :,"), max_size=60))
def test_any_text_is_read_or_refused(source):
    """No text makes the reader crash, and a refusal names a place in the text."""
    try:
        parse(source)
    except NotationError as error:
        assert 0 <= error.offset <= len(source)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("a {~~b~>c~~} d", "without a label"),
        ("a {~~b~>c~~}{>><<} d", "empty label"),
        ("a {~~b~>c", "not closed"),
        ("a {~~b~~}{>>choice<<}", "without ~>"),
        ("a {~~~>b~~}{>>choice<<}", "empty side"),
        ("a {++++}{>>choice<<}", "changes nothing"),
        ("a {~~b~>b~~}{>>choice<<}", "the same"),
        ("a {++b++}{>>choice, c-x<<}", "beside other owners"),
        ("a {++b++}{>>nonsense<<}", "neither"),
        ("a {++b++}{>>c-x; rest: error<<}", "rest"),
        ("a {++b++}{>>c-x, c-x<<}", "twice"),
        ("a {>>c-x<<}", "no edit precedes"),
        ("a {==b==}", "no edit precedes"),
        ("a {++b++}{>>c-x", "not closed with <<}"),
    ],
)
def test_faults_are_named(source, says):
    """Each fault of the notation is refused in words."""
    with pytest.raises(NotationError, match=says):
        parse(source)


def test_escapes_are_literal():
    """A backslash makes the notation's own characters literal in either side."""
    found = parse(r"a \{~~ {~~x\~>y~>z\~~~}{>>choice<<}")
    assert machine(found) == "a {~~ x~>y"
    assert corrected(found) == "a {~~ z~"


def test_pymdownx_reads_the_real_segments_the_same(edition):
    """The notation is CriticMarkup: pymdownx.critic gives our corrected reading of every real segment."""
    import re

    import markdown

    for segment in edition.segments:
        source = re.sub(r"\{>>.*?<<\}", "", render(segment.pieces)).replace("\\-", "-").replace("\\+", "+")
        html = markdown.markdown(
            source, extensions=["pymdownx.critic"], extension_configs={"pymdownx.critic": {"mode": "accept"}}
        )
        text = re.sub(r"<[^>]+>", "", html)
        assert text.split() == segment.corrected.split(), segment.id
