"""What the blocks show, gathered from the edition as plain values: one module a subject, no markup."""

from __future__ import annotations

from edition.views import (
    argument,
    background,
    claims,
    concordance,
    corrections,
    dispute,
    downloads,
    figures,
    glossary,
    quiz,
    sources,
    spending,
    text,
    timeline,
)
from edition.views.block import Block

BLOCKS: dict[str, Block] = {
    **argument.BLOCKS,
    **background.BLOCKS,
    **claims.BLOCKS,
    **concordance.BLOCKS,
    **corrections.BLOCKS,
    **dispute.BLOCKS,
    **downloads.BLOCKS,
    **figures.BLOCKS,
    **glossary.BLOCKS,
    **quiz.BLOCKS,
    **sources.BLOCKS,
    **spending.BLOCKS,
    **text.BLOCKS,
    **timeline.BLOCKS,
}
