"""Zip packages that nobody vouches for: member and size limits hold before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from crawler.extract.forms.content import BeyondReaderError, BrokenFileError, LockedFileError

MEMBER_LIMIT = 4000
UNPACKED_LIMIT = 64 * 1024 * 1024
_SPAN = 1 << 16
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, RuntimeError)


class Package:
    """One zip file in memory. Reading counts against one limit for the whole package."""

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            self._entries = {_name(entry): entry for entry in self._zip.infolist()}
        except (*_ERRORS, UnicodeError, IndexError) as error:
            raise BrokenFileError(f"zip: {error}") from error
        if len(self._entries) > MEMBER_LIMIT:
            raise BeyondReaderError("zip: too many members")
        self._left = UNPACKED_LIMIT
        # Windows tools write backslashes; names are kept as they are found.
        self.names: tuple[str, ...] = tuple(self._entries)

    @property
    def locked(self) -> bool:
        """Whether a member needs a password."""
        return any(entry.flag_bits & 1 for entry in self._entries.values())

    def files(self) -> tuple[tuple[str, int], ...]:
        """Name and declared size of every member that is no folder."""
        # `is_dir` of the library stumbles over an empty name, which damage can leave.
        return tuple((name, e.file_size) for name, e in self._entries.items() if name and not name.endswith("/"))

    def read(self, name: str) -> bytes:
        """Unpack one member; the true size counts, not the declared one."""
        entry = self._entries.get(name)
        if entry is None:
            raise BrokenFileError(f"zip: no member {name}")
        if entry.flag_bits & 1:
            raise LockedFileError(name)
        pieces: list[bytes] = []
        try:
            with self._zip.open(entry) as member:
                while piece := member.read(_SPAN):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise BeyondReaderError("zip: unpacks to more than the limit")
                    pieces.append(piece)
        except _ERRORS as error:
            raise BrokenFileError(f"zip: {error}") from error
        return b"".join(pieces)


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; without the Unicode flag it is GBK in practice, read as code page 437 by zipfile."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
