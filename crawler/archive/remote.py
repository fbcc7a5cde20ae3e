"""A store for evidence outside this machine (证据存储): a shared folder or an S3-compatible one, through fsspec."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import fsspec

from crawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


class Store:
    """Files below an address such as `s3://bucket/audit` or `file:///mnt/evidence`, by names relative to it.

    A UsageError says in one line why the address cannot be used.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            found: tuple[Any, str] = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise UsageError(
                f"证据存储 {url}：{error}；使用 S3 请安装 `portal-audit[s3]`",
                f"evidence store {url}: {error}; for S3 install `portal-audit[s3]`",
            ) from error
        except ValueError as error:
            raise UsageError(
                f"证据存储 {url}：{error}；应写 s3://bucket/folder 或 file:///folder",
                f"evidence store {url}: {error}; write s3://bucket/folder or file:///folder",
            ) from error
        self._files, root = found
        self._root = root.rstrip("/")
        self._local = "file" in self._files.protocol

    def sizes(self, folder: str) -> dict[str, int]:
        """Every file below a folder with its size in bytes."""
        try:
            # The store may have been written to by another machine a moment ago.
            self._files.invalidate_cache()
            found: dict[str, dict[str, Any]] = self._files.find(self._place(folder), detail=True)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._broken(error) from error
        cut = len(self._files._strip_protocol(self._root)) + 1 if self._root else 0  # noqa: SLF001 - fsspec's own way
        return {path[cut:]: int(told["size"]) for path, told in sorted(found.items())}

    def put(self, path: Path, name: str) -> None:
        """Copy a file there; a half copy never stands under its name."""
        try:
            place = self._place(name)
            if not self._local:  # Object stores have no folders, and show an object when it is whole.
                self._files.put_file(str(path), place)
                return
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), f"{place}.part")
            self._files.mv(f"{place}.part", place)
        except OSError as error:
            raise self._broken(error) from error

    def get(self, name: str, path: Path) -> bool:
        """Copy a file from there; False where there is none."""
        part = path.with_name(f"{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._files.get_file(self._place(name), str(part))
        except FileNotFoundError:
            part.unlink(missing_ok=True)
            return False
        except OSError as error:
            raise self._broken(error) from error
        part.rename(path)
        return True

    def remove(self, name: str) -> None:
        """Delete a file; one that is not there is gone already."""
        try:
            self._files.rm_file(self._place(name))
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._broken(error) from error

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}" if self._root else name

    def _broken(self, error: OSError) -> UsageError:
        said = " ".join(str(error).split()) or type(error).__name__
        return UsageError(
            f"证据存储 {self.url}：{said}；请检查后重新执行同一命令",
            f"evidence store {self.url}: {said}; see to it and give the same command again",
        )
