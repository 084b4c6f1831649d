"""What a block is: a function from the edition, its arguments and the page to the values that its template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from edition.model import Edition

Block = Callable[[Edition, list[str], str], dict[str, Any]]


class BlockError(ValueError):
    """A block was given arguments that it does not take."""


def plain(gather: Callable[[Edition], dict[str, Any]]) -> Block:
    """Make a block of a view that takes no arguments."""

    def block(edition: Edition, args: list[str], _page: str) -> dict[str, Any]:
        if args:
            raise BlockError("this block takes no arguments")
        return gather(edition)

    return block


def facet(key: str, label: str, options: Iterable[tuple[str, str, int]]) -> dict[str, Any]:
    """Give a facet of a filtered list as filters.html shows it.

    Args:
        key: its name in the address.
        label: its name on the page.
        options: value, label and how many entries have the value; a value that none has is left out.
    """
    shown = [{"value": value, "label": name, "count": count} for value, name, count in options if count]
    return {"key": key, "label": label, "options": shown}
