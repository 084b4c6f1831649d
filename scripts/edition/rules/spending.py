"""Rules about the numbers of military spending: each comes from the edition that it names, and an edition is of a piece."""

from __future__ import annotations

from edition.issues import nearest
from edition.load import Sources
from edition.model import WORLD, Amount, Edition


def sources_are_the_editions(edition: Edition, sources: Sources) -> None:
    """S001, N004: the source of a number is there, and is the record of its edition: it bears the edition's date."""
    for amount in edition.amounts:
        source = edition.source_by_id.get(amount.source)
        if source is None:
            message = f"'{amount.id}' names '{amount.source}'.{nearest(amount.source, edition.source_by_id)}"
            sources.add("S001", "amount", amount.id, message)
        elif source.date != amount.edition:
            message = f"'{amount.id}' names '{source.id}', which is dated {source.date or 'nowhere'}."
            sources.add("N004", "amount", amount.id, message)


def editions_are_of_a_piece(edition: Edition, sources: Sources) -> None:
    """N005: a series has one unit and one source in an edition, and no region is without the world's total, or above it."""
    first: dict[tuple[str, str], Amount] = {}
    totals = {(one.series, one.edition, one.year): one for one in edition.amounts if one.entity == WORLD}
    for amount in edition.amounts:
        head = first.setdefault((amount.series, amount.edition), amount)
        if (amount.unit, amount.source) != (head.unit, head.source):
            message = f"'{amount.id}' is in '{amount.unit}' from {amount.source}, '{head.id}' in '{head.unit}' from {head.source}."
            sources.add("N005", "amount", amount.id, message)
        if not amount.series.startswith("regions"):
            continue
        total = totals.get((amount.series, amount.edition, amount.year))
        if total is None:
            sources.add("N005", "amount", amount.id, f"'{amount.id}' has no total of the world beside it.")
        elif amount.value > total.value:
            sources.add("N005", "amount", amount.id, f"'{amount.id}' is more than the world’s {total.value}.")


RULES = (sources_are_the_editions, editions_are_of_a_piece)
