"""The argument map: claims as nodes, how they bear on one another as edges, as a drawing and as a nested list.

The layers and the order in them come from a layout library (Sugiyama, Tagawa and Toda 1981: layers, fewest crossings,
straight edges); the sizes are ours. All lengths are in the units of the drawing, one CSS pixel at 340 px width.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from fast_sugiyama import from_edges

from edition import claims
from edition.model import Claim, Edge, Edition, Part
from edition.views.block import Block, BlockError, plain

WIDTH, GAP, LAYER = 340.0, 8.0, 30.0
WIDEST = 150.0
LINE, PAD, CHARACTER = 13.0, 6.0, 6.6
# The room that an edge takes which passes a layer, in widths of a node.
PASSING = 0.12
RELATIONS = {
    "supports": "supported by",
    "qualifies": "qualified by",
    "leads to": "follows from",
    "not known": "beside it, how it bears on it is lost:",
}


@dataclass(frozen=True)
class Cluster:
    """Claims that stand in one box: alone, or all those that nothing bears on and that bear alike on one claim."""

    claims: tuple[str, ...]

    @property
    def name(self) -> str:
        """The first of them stands for all."""
        return self.claims[0]


def clusters(part: Part) -> dict[str, Cluster]:
    """Give the box of each claim of a part."""
    outward: dict[str, list[Edge]] = defaultdict(list)
    reached = {edge.target for edge in part.edges}
    for edge in part.edges:
        outward[edge.source].append(edge)
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, edges in outward.items():
        if key not in reached and len(edges) == 1:
            alike[edges[0].target, edges[0].relation].append(key)
    found = {key: Cluster(tuple(sorted(keys))) for keys in alike.values() for key in keys}
    return found | {key: Cluster((key,)) for key in (reached | outward.keys()) - found.keys()}


def lines(claim: Claim, width: float) -> list[str]:
    """Break the label of a claim into lines that fit a box; a browser test looks that they do."""
    fitting = max(8, int((width - 2 * PAD) / CHARACTER))
    return textwrap.wrap(claim.authored.label, fitting, break_long_words=False)


def layout(part: Part, edition: Edition) -> dict[str, Any]:
    """Lay out one part.

    Args:
        part: hangs together and runs in no circle.
        edition: for the labels.

    Returns:
        Width and height, the boxes with their claims and lines, the edges as lists of points from source to target.

    Raises:
        BlockError: the part cannot be drawn.
    """
    if why := claims.unsound(part, edition.claim_by_id):
        raise BlockError(f"the part '{part.id}' {why}")
    boxes = clusters(part)
    joined = dict.fromkeys((boxes[e.source].name, boxes[e.target].name) for e in part.edges)
    # The library numbers nodes in the order of a set: whole numbers have one that is the same in every run.
    number = {name: index for index, name in enumerate(sorted({name for pair in joined for name in pair}))}
    names = {index: name for name, index in number.items()}
    found = from_edges(
        [(number[a], number[b]) for a, b in joined],
        vertex_spacing=1,
        dummy_vertices=True,
        dummy_size=PASSING,
        ranking_type="minimize",
    )
    places, _, _, chains = found[0]
    at = {int(node): (float(x), float(y)) for node, (x, y) in places}
    left, right = min(x for x, _ in at.values()), max(x for x, _ in at.values())
    width = min(WIDEST, (WIDTH - GAP) / (right - left + 1) - GAP)
    pitch = width + GAP
    start = (WIDTH - (right - left) * pitch) / 2
    cluster = {boxes[key].name: boxes[key] for key in boxes}
    wrapped = {key: lines(edition.claim_by_id[key], width) for key in boxes}
    tall = {
        name: sum((len(wrapped[key]) + 1) * LINE for key in one.claims) + PAD * (len(one.claims) + 1)
        for name, one in cluster.items()
    }
    tops, rows, height = _layers(at, names, tall)
    center = {node: (round(start + (x - left) * pitch, 1), tops[y]) for node, (x, y) in at.items()}
    drawn = [_box(cluster[names[node]], center[node], width, tall, wrapped, edition) for node in at if node in names]
    ends = {node: (tall[names[node]] if node in names else rows[at[node][1]], rows[at[node][1]]) for node in at}
    return {
        "width": WIDTH,
        "height": round(height, 1),
        "node_width": round(width, 1),
        "boxes": sorted(drawn, key=lambda box: box["claims"][0]["claim"].id),
        "edges": _edges(part, boxes, number, chains or (), center, ends),
    }


def _layers(
    at: dict[int, tuple[float, float]], names: dict[int, str], tall: dict[str, float]
) -> tuple[dict[float, float], dict[float, float], float]:
    """Give the top and the height of each layer by its number, and the height of all; what others follow from is higher."""
    tops: dict[float, float] = {}
    rows: dict[float, float] = {}
    y = 2.0
    for layer in sorted({place[1] for place in at.values()}, reverse=True):
        tops[layer] = round(y, 1)
        rows[layer] = max(tall[names[node]] for node, place in at.items() if place[1] == layer and node in names)
        y += rows[layer] + LAYER
    return tops, rows, y - LAYER + 2


def _box(
    cluster: Cluster,
    center: tuple[float, float],
    width: float,
    tall: dict[str, float],
    wrapped: dict[str, list[str]],
    edition: Edition,
) -> dict[str, Any]:
    """Give one box: its place, and each claim in it with the base lines of its words; the last is for its id, type or fate."""
    x, top = center
    y, rows = top + PAD, []
    for key in cluster.claims:
        texts = [{"text": text, "y": round(y + LINE * (n + 0.8), 1)} for n, text in enumerate(wrapped[key])]
        rows.append({"claim": edition.claim_by_id[key], "lines": texts, "top": round(y - PAD / 2, 1)})
        rows[-1]["foot"] = round(y + LINE * (len(texts) + 0.8), 1)
        y += (len(texts) + 1) * LINE + PAD
        rows[-1]["bottom"] = round(y - PAD / 2, 1)
    return {
        "x": round(x - width / 2, 1),
        "y": top,
        "text_x": round(x - width / 2 + PAD, 1),
        "width": round(width, 1),
        "height": round(tall[cluster.name], 1),
        "claims": rows,
    }


def _edges(
    part: Part,
    boxes: dict[str, Cluster],
    number: dict[str, int],
    chains: Any,
    center: dict[int, tuple[float, float]],
    ends: dict[int, tuple[float, float]],
) -> list[dict[str, Any]]:
    """Give each edge between boxes once: relation, ends, and its points, round the boxes of the layers that it passes.

    ``ends`` has the height of each box and of its layer.
    """
    onward: dict[int, list[int]] = defaultdict(list)
    for source, target in chains:
        onward[int(source)].append(int(target))
    known = set(number.values())

    def path(source: int, target: int) -> list[int]:
        for first in onward[source]:
            steps = [source, first]
            while steps[-1] not in known:
                steps.append(onward[steps[-1]][0])
            if steps[-1] == target:
                return steps
        return [source, target]

    out = []
    for pair, edge in {(boxes[e.source].name, boxes[e.target].name): e for e in part.edges}.items():
        steps = path(number[pair[0]], number[pair[1]])
        points = []
        for index, node in enumerate(steps):
            x, top = center[node]
            if index:
                points.append((x, top))
            if index < len(steps) - 1:
                # Down to the foot of the box, then to that of its layer, so that a taller neighbor is not crossed.
                points += dict.fromkeys((x, round(top + foot, 1)) for foot in ends[node])
        out.append({"relation": edge.relation, "source": edge.source, "target": edge.target, "points": points})
    return out


def tree(part: Part, edition: Edition) -> list[dict[str, Any]]:
    """Give a part as a nested list: each last claim, under it what bears on it, and so on.

    A claim that bears on several is unfolded once, and named again where it bears on the others.
    """
    bearing: dict[str, list[Edge]] = defaultdict(list)
    for edge in part.edges:
        bearing[edge.target].append(edge)
    told: set[str] = set()

    def node(key: str, relation: str) -> dict[str, Any]:
        again = key in told
        told.add(key)
        below = [] if again else [node(edge.source, edge.relation) for edge in bearing[key]]
        return {
            "claim": edition.claim_by_id[key],
            "relation": RELATIONS.get(relation, ""),
            "again": again and bool(bearing[key]),
            "below": below,
        }

    sources = {edge.source for edge in part.edges}
    last = dict.fromkeys(edge.target for edge in part.edges if edge.target not in sources)
    return [node(key, "") for key in last]


def argument(edition: Edition) -> dict[str, Any]:
    """Give every part as a drawing and as a list."""
    parts = [{"part": part, "drawing": layout(part, edition), "tree": tree(part, edition)} for part in edition.argument]
    return {"parts": parts}


BLOCKS: dict[str, Block] = {"argument": plain(argument)}
