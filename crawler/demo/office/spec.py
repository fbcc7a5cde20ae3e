"""What a form says, whatever file it is written to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A form (表格): its title, paragraphs above the table, rows of label and value, and notes below the table.

    A row whose value is empty is an answer place to fill in. A blank form has empty values; its sample has the same
    labels with values.
    """

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def filled(self, *values: str) -> FormSpec:
        """The same form with these values in its rows, in order; rows beyond the values stay as they are."""
        pairs = tuple((label, value) for (label, _), value in zip(self.rows, values, strict=False))
        rows = (*pairs, *self.rows[len(pairs) :])
        return FormSpec(title=self.title, rows=rows, paragraphs=self.paragraphs, notes=self.notes)
