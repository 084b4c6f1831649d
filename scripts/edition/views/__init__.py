"""What the blocks show, gathered from the edition as plain values: one module a subject, no markup."""

from __future__ import annotations

from edition.views import text
from edition.views.block import Block

BLOCKS: dict[str, Block] = {**text.BLOCKS}
