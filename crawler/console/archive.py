"""The archived page behind a finding: its words around the quote, its screenshot, and whether its bytes are right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warcio.exceptions import ArchiveLoadFailed

from crawler.archive.warc import payload_at
from crawler.domain.values.personal_numbers import without_personal_numbers
from crawler.report.excerpt import text_of

if TYPE_CHECKING:
    from pathlib import Path

    import models

_LETTERS = 20_000
"""Letters of a page that are shown on either side of the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archived page as text. `quote` is empty where there is none or it is not found; `whole` says nothing is cut.

    `right` says whether the bytes have the recorded SHA-256, None where the archive is not here.
    """

    before: str = ""
    quote: str = ""
    after: str = ""
    right: bool | None = None
    is_text: bool = False
    whole: bool = True


def archived(look: models.Fetch, words: str | None, data: Path) -> Archived:
    """The page of a look around some words on it. Personal numbers are masked, but for what is quoted."""
    payload = _payload(look, data)
    if payload is None:
        return Archived()
    right = look.sha256 is None or hashlib.sha256(payload).hexdigest() == look.sha256
    text = text_of(payload, look.content_type)
    start, end = _place(text, words or "")
    return Archived(
        before=without_personal_numbers(text[:start])[-_LETTERS:],
        quote=text[start:end],
        after=without_personal_numbers(text[end:])[:_LETTERS],
        right=right,
        is_text=bool(text.strip()),
        whole=start <= _LETTERS and len(text) - end <= _LETTERS,
    )


def picture(look: models.Fetch, data: Path) -> bytes | None:
    """The screenshot of a look; None where there is none below the data folder."""
    if look.screenshot is None:
        return None
    path = (data / look.screenshot).resolve()
    if not path.is_relative_to(data.resolve()):
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None


def _payload(look: models.Fetch, data: Path) -> bytes | None:
    if look.warc is None or look.offset is None:
        return None
    path = (data / look.warc).resolve()
    if not path.is_relative_to(data.resolve()):
        return None
    try:
        return payload_at(path, look.offset)
    except (OSError, EOFError, StopIteration, ArchiveLoadFailed):
        return None


def _place(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text, white space aside; its beginning where they do not."""
    wanted = "".join(words.split())
    places = [i for i, letter in enumerate(text) if not letter.isspace()]
    at = "".join(text[i] for i in places).find(wanted) if wanted else -1
    return (0, 0) if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)
