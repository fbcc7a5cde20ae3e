"""Item lists (事项清单) as they are walked: rows, totals, and every way on to further rows."""
