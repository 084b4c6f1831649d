"""A segment's sentence while it is being reworded: the machine's side stands, our side may change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edition import notation
from edition.model import GAP
from edition.notation import Edit, NotationError, Piece, Text

_ESCAPED = r"\\[{}~+<>\\-]"
_EDIT = re.compile(
    rf"{_ESCAPED}|(?P<edit>\{{(?P<sign>~~|\+\+|--)(?P<body>(?:{_ESCAPED}|(?!(?P=sign)\}}).)*)(?P=sign)\}}"
    r"(?P<label>\{>>.*?<<\}))",
    re.DOTALL,
)
_ARROW = re.compile(rf"((?:{_ESCAPED}|(?!~>).)*)~>(.*)", re.DOTALL)


@dataclass
class Draft:
    """The ``text`` of a segment with, by number of the edit, what our side of it is to become.

    Edits are counted from 0 here and from 1 wherever a contributor sees them.
    """

    source: str
    pieces: tuple[Piece, ...]
    new: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str) -> Draft:
        """Read the text of a segment that has passed the check."""
        return cls(source, notation.parse(source))

    @property
    def edits(self) -> list[Edit]:
        """The edits as they stand in the file."""
        return [piece for piece in self.pieces if isinstance(piece, Edit)]

    def owned(self, key: str) -> list[int]:
        """Give the numbers of the edits that a correction explains."""
        return [index for index, edit in enumerate(self.edits) if key in edit.owners]

    def ours(self, index: int) -> str:
        """Give our side of an edit as it is to be."""
        return self.new.get(index, self.edits[index].new)

    def around(self, index: int) -> tuple[str, str]:
        """Give the corrected sentence before and after an edit."""
        parts, at, count = ["", ""], 0, -1
        for piece in self.pieces:
            count += isinstance(piece, Edit)
            if isinstance(piece, Edit) and count == index:
                at = 1
                continue
            parts[at] += piece.text if isinstance(piece, Text) else self.ours(count)
        return parts[0], parts[1]

    @property
    def corrected(self) -> str:
        """The corrected sentence as it is to be."""
        if not self.edits:
            return notation.corrected(self.pieces)
        before, after = self.around(0)
        return before + self.ours(0) + after

    def reword(self, index: int, wording: str) -> None:
        """Set our side of an edit; a wording without outer white space takes that of the wording it replaces."""
        edit = self.edits[index]
        if wording and wording == wording.strip():
            model = self.ours(index) if self.ours(index).strip() else edit.old
            wording = model[: len(model) - len(model.lstrip())] + wording + model[len(model.rstrip()) :]
        self.new[index] = wording

    def gaps(self, key: str) -> list[int]:
        """Give the numbers of a correction's edits that show a gap, one for each gap."""
        return [index for index in self.owned(key) for _ in range(self.ours(index).count(GAP))]

    def fill(self, index: int, wording: str) -> None:
        """Put a recovered wording in place of the first gap of an edit."""
        self.new[index] = self.ours(index).replace(GAP, wording.strip(), 1)

    def stretch(self, key: str) -> str:
        """Give the words of the corrected sentence from a correction's first edit to its last."""
        owned = self.owned(key)
        before, after = self.around(owned[0])[0], self.around(owned[-1])[1]
        return self.corrected[len(before) : len(self.corrected) - len(after)].strip()

    def proposal(self, key: str, wording: str) -> tuple[str, str] | None:
        """Find what our side of a correction's one edit must be for the sentence to have a rival's wording.

        A rival is a full wording of a stretch that is often longer than the edit: what it shares with the words on
        either side is left out.

        Returns:
            Our side of the edit, and the wording that the same stretch has now; None where there are several edits, or where it cannot be told how the two match.
        """
        owned = self.owned(key)
        if len(owned) != 1:
            return None
        before, after = self.around(owned[0])
        now = self.ours(owned[0])
        starts = [a for a in range(len(wording), 0, -1) if wording[a - 1] == " " and before.endswith(wording[:a])]
        first = starts[0] if starts else 0
        ends = [b for b in range(first, len(wording)) if wording[b] in " ,.;" and after.startswith(wording[b:])]
        last = ends[0] if ends else len(wording)
        same = [word.split() or [""] for word in (now, wording)]
        if not (starts or not before.strip() or same[0][0] == same[1][0]):
            return None
        if not (ends or not after.strip() or same[0][-1] == same[1][-1]):
            return None
        lead = "" if starts else now[: len(now) - len(now.lstrip())]
        tail = "" if ends else now[len(now.rstrip()) :]
        return lead + wording[first:last] + tail, wording[:first] + now.strip() + wording[last:]

    def vanished(self) -> list[int]:
        """Give the numbers of the edits whose two sides have become the same."""
        return [index for index, edit in enumerate(self.edits) if self.ours(index) == edit.old]

    def changes(self) -> list[tuple[tuple[int, int], str]]:
        """Give what changes in ``source``: spans, half-open, and what stands there instead, the last one first."""
        found = [match for match in _EDIT.finditer(self.source) if match["edit"]]
        if [notation.parse(match["edit"]) for match in found] != [(edit,) for edit in self.edits]:
            raise NotationError("the edits cannot be told apart", 0)
        out = []
        for index, match in enumerate(found):
            if self.ours(index) != self.edits[index].new:
                out.append((match.span(), self._written(index, match)))
        return out[::-1]

    def _written(self, index: int, match: re.Match[str]) -> str:
        """Write one edit with its machine side and label as they stood, escaping our side only where it must be."""
        new, body, sign = self.ours(index), match["body"], match["sign"]
        old = "" if sign == "++" else body
        if sign == "~~" and (halves := _ARROW.fullmatch(body)):
            old = halves[1]
        if new == self.edits[index].old:
            return old
        wanted = Edit(self.edits[index].old, new, self.edits[index].owners, self.edits[index].rest)
        for written in (new, notation.escape(new)):
            edit = f"{{~~{old}~>{written}~~}}" if old and new else f"{{++{written}++}}" if new else f"{{--{old}--}}"
            try:
                if notation.parse(edit + match["label"]) == (wanted,):
                    return edit + match["label"]
            except NotationError:
                continue
        raise NotationError(f"“{new}” cannot be written in the notation", match.start())
