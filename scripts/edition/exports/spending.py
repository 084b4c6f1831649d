"""Military spending as a table: the amounts that the data page shows, as their editions give them."""

from __future__ import annotations

import csv
import io

from edition.exports.tsv import cell
from edition.model import Amount, Edition

COLUMNS = tuple(Amount.model_fields)


def as_csv(edition: Edition) -> bytes:
    """Write every amount as a line of CSV (RFC 4180, UTF-8), in the order of the edition.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for amount in edition.amounts:
        writer.writerow([cell(str(value)) for value in amount.model_dump().values()])
    return out.getvalue().encode()
