"""Rows of steps whose key means what is done and holds what the step is called: `STEP_TEXT: 受理` beside a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.extract.answers import values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def names_in_place(found: Mapping[str, str | None], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The key that names the steps after all, and the one that tells of them, where no key means their names.

    Names alone under such a key stay what they are: without anything that tells more, they may be all that is said.
    """
    if "name" in found.values() or (described := [k for k, part in found.items() if part == "description"]) == []:
        return {}
    known = {key: part for key, part in found.items() if part is not None and key not in described}
    told = values.parts("steps", rows, known)
    named = [key for key, part in told.items() if part == "name"]
    if len(named) != 1 or named[0] not in described or "description" not in told.values():
        return {}
    return {key: part for key, part in told.items() if part in {"name", "description"}}
