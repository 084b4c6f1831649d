"""The argument map: every claim in a box that holds its words, every edge between the right boxes, the list the same."""

import itertools
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.blocks import expand
from edition.model import Edge, Part
from edition.views import argument as view
from edition.views.block import BlockError

NARROWEST = 80


@pytest.fixture(scope="module")
def drawings(edition):
    """Give every part of the map with its drawing."""
    return [(part, view.layout(part, edition)) for part in edition.argument]


def edges(part):
    """Give what a part says: source, relation, target."""
    return {(edge.source, edge.relation, edge.target) for edge in part.edges}


def box_of(drawing, key):
    """Give the box that a claim stands in."""
    return next(box for box in drawing["boxes"] if any(row["claim"].id == key for row in box["claims"]))


def test_every_claim_of_a_part_stands_in_one_box(drawings):
    """No claim is lost in the drawing or stands twice."""
    for part, drawing in drawings:
        named = [row["claim"].id for box in drawing["boxes"] for row in box["claims"]]
        assert sorted(named) == sorted({key for source, _, target in edges(part) for key in (source, target)})


def test_boxes_lie_in_the_drawing_and_apart(drawings):
    """No two boxes touch, and none is too narrow to read on a phone."""
    for part, drawing in drawings:
        assert drawing["node_width"] >= NARROWEST, part.id
        for box in drawing["boxes"]:
            assert box["x"] >= 0, part.id
            assert box["x"] + box["width"] <= drawing["width"], part.id
            assert box["y"] + box["height"] <= drawing["height"], part.id
        for a, b in combinations(drawing["boxes"], 2):
            apart = (
                a["x"] + a["width"] <= b["x"]
                or b["x"] + b["width"] <= a["x"]
                or a["y"] + a["height"] <= b["y"]
                or b["y"] + b["height"] <= a["y"]
            )
            assert apart, (part.id, a["claims"][0]["claim"].id, b["claims"][0]["claim"].id)


def test_words_fit_their_boxes(drawings):
    """The lines are the label, and stand inside the box one under the other; a browser measures their length."""
    for part, drawing in drawings:
        for box in drawing["boxes"]:
            for row in box["claims"]:
                said = " ".join(line["text"] for line in row["lines"]).replace("- ", "-")
                claim = row["claim"]
                assert said == claim.authored.label.replace("- ", "-"), part.id
                assert box["y"] < row["lines"][0]["y"] < row["foot"] < box["y"] + box["height"]


def test_edges_join_their_boxes(drawings):
    """An edge begins at the foot of the box of its source and ends at the head of that of its target, downward all the way."""
    for part, drawing in drawings:
        for edge in drawing["edges"]:
            (x, y), (u, v) = edge["points"][0], edge["points"][-1]
            source, target = box_of(drawing, edge["source"]), box_of(drawing, edge["target"])
            assert source["x"] <= x <= source["x"] + source["width"]
            assert y == pytest.approx(source["y"] + source["height"], abs=0.2)
            assert target["x"] <= u <= target["x"] + target["width"]
            assert v == pytest.approx(target["y"], abs=0.2)
            heights = [point[1] for point in edge["points"]]
            assert heights == sorted(heights), part.id


def test_no_edge_crosses_a_box(drawings):
    """A line runs past the boxes of its own layer before it turns."""
    for part, drawing in drawings:
        for edge in drawing["edges"]:
            for (x, y), (u, v) in itertools.pairwise(edge["points"]):
                for box in drawing["boxes"]:
                    # The line at the heights that it shares with the box, both without their ends.
                    low, high = max(y, box["y"]) + 0.5, min(v, box["y"] + box["height"]) - 0.5
                    for at in (low, (low + high) / 2, high) if low < high and v > y else ():
                        across = x + (u - x) * (at - y) / (v - y)
                        assert not box["x"] < across < box["x"] + box["width"], (
                            part.id,
                            edge["source"],
                            edge["target"],
                        )


def test_every_edge_is_drawn(drawings):
    """Edges of claims in one box are one line; all others have their own, in their own manner."""
    for part, drawing in drawings:
        boxes = view.clusters(part)
        drawn = {(boxes[e["source"]].name, e["relation"], boxes[e["target"]].name) for e in drawing["edges"]}
        assert drawn == {(boxes[source].name, relation, boxes[target].name) for source, relation, target in edges(part)}
        assert len(drawing["edges"]) == len(drawn)


def test_the_list_says_what_the_drawing_says(edition):
    """Every edge of a part stands in its list, and no other."""

    def told(node):
        for below in node["below"]:
            relation = next(name for name, words in view.RELATIONS.items() if words == below["relation"])
            yield below["claim"].id, relation, node["claim"].id
            yield from told(below)

    for part in edition.argument:
        found = [triple for node in view.tree(part, edition) for triple in told(node)]
        assert len(found) == len(part.edges)
        assert set(found) == edges(part)


def test_the_page_has_drawing_list_and_words_for_every_claim(edition, as_shown):
    """What happened to a claim in the machine text is said in the drawing and in the list, each time in words."""
    shown = as_shown("article/argument.md", edition, "argument")
    pictures = shown.xpath(".//figure//*[local-name()='svg']")
    assert len(pictures) == len(edition.argument)
    for picture in pictures:
        assert picture.get("role") == "img"
        name, text = picture.get("aria-labelledby").split()
        assert picture.xpath(f".//*[@id='{name}'][string()]")
        assert picture.xpath(f".//*[@id='{text}'][string()]")
    for claim in edition.claims:
        spans = shown.xpath(f".//li[strong/a[contains(@href, '#{claim.id}')]]")
        assert spans, claim.id
        if claim.authored.damage:
            said = " ".join(" ".join(one.text_content().split()) for one in spans)
            assert f"In the machine text: {claim.fate}. {' '.join(claim.authored.machine_says.split())}" in said


def test_the_layout_is_the_same_in_every_run(root):
    """Python shuffles sets of text anew in each process; no box may move with them."""
    code = (
        "from pathlib import Path\n"
        "from edition.site import check\n"
        "from edition.views import argument\n"
        "edition, _ = check(Path('docs'))\n"
        "print([(part.id, [(b['x'], b['y']) for b in argument.layout(part, edition)['boxes']],"
        " [e['points'] for e in argument.layout(part, edition)['edges']]) for part in edition.argument])\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "scripts")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert "whole" in runs.pop()


def test_a_faulty_map_is_a_finding(edition):
    """A claim that is not there, or a circle, ends in a finding of the page with its line, never in a traceback."""
    for pairs, why in (
        ((("C01", "C99"),), "names claims that do not exist"),
        ((("C01", "C02"), ("C02", "C01")), "runs in a circle"),
    ):
        edges = tuple(Edge(source=a, target=b, relation="supports") for a, b in pairs)
        broken = replace(edition, argument=(Part(id="odd", title="Odd", text="Odd.", edges=edges),))
        _, issues = expand("\n<!-- edition:argument -->", "article/argument.md", broken)
        assert [(issue.code, issue.line) for issue in issues] == [("B002", 2)]
        assert why in issues[0].message


def test_a_part_in_pieces_is_refused(edition):
    """A drawing of claims that have nothing to do with one another would be two drawings."""
    two = [Edge(source=a, target=b, relation="supports") for a, b in (("C01", "C02"), ("C03", "C04"))]
    with pytest.raises(BlockError, match="falls into 2 pieces"):
        view.layout(Part(id="two", title="Two", text="Two.", edges=tuple(two)), edition)


@given(data=st.data())
def test_any_map_without_circles_can_be_drawn(edition, data):
    """Boxes stand apart, edges point down, and the list is whole, whatever hangs on what."""
    keys = [claim.id for claim in edition.claims[:9]]
    pairs = {(data.draw(st.sampled_from(keys[:n])), keys[n]) for n in range(1, data.draw(st.integers(2, 9)))}
    more = data.draw(st.sets(st.sampled_from([(a, b) for a, b in combinations(keys, 2)]), max_size=6))
    reached = {key for pair in pairs for key in pair}
    all_of_them = sorted(pairs | {(a, b) for a, b in more if {a, b} <= reached})
    relation = st.sampled_from(list(view.RELATIONS))
    part = Part(
        id="any",
        title="Any",
        text="Any.",
        edges=tuple(Edge(source=a, target=b, relation=data.draw(relation)) for a, b in all_of_them),
    )
    drawing = view.layout(part, edition)
    for a, b in combinations(drawing["boxes"], 2):
        beside = a["x"] + a["width"] <= b["x"] + 0.2 or b["x"] + b["width"] <= a["x"] + 0.2
        above = a["y"] + a["height"] <= b["y"] + 0.2 or b["y"] + b["height"] <= a["y"] + 0.2
        assert beside or above
    for edge in drawing["edges"]:
        heights = [point[1] for point in edge["points"]]
        assert heights == sorted(heights)
