"""Errors that a person mends. What a portal did wrong is data, never one of these.

Each says in Chinese and in English what is wrong, where, and how to mend it, and is told in the language of the reader;
logs keep the English.
"""

from __future__ import annotations

import errno


class PortalAuditError(Exception):
    """Base of every error that is shown as one line. Raised nowhere itself."""

    def __init__(self, zh: str, en: str) -> None:
        """Both languages stand where the error arises, so that neither is forgotten when the other changes."""
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        """What logs keep."""
        return self.en

    def said(self, lang: str) -> str:
        """The line in the language of its reader."""
        return self.en if lang == "en" else self.zh


class UsageError(PortalAuditError):
    """Wrong usage or configuration: one line saying what, where and how to mend it. Exit code 2.

    Raised by the command line, the profile and catalogue readers, storage (no database) and the browser start.
    """


class BusyError(UsageError):
    """Another process works on a region. Raised when regions are taken hold of; the same command may go on later."""


class DatabaseFullError(UsageError):
    """The disk of the database is full: what is asked of it again a second later ends the same way."""


class EvidenceDamagedError(UsageError):
    """Evidence on the disk is not what was archived: it is to be restored from a copy. Raised where it is read back."""


class NotArchivedError(PortalAuditError):
    """The machine does not let evidence be written (a full disk, no permission): no failure of the portal.

    Raised by the archive's writers; the region stops, and everything that was written before stays.
    """


class LeaseLostError(PortalAuditError):
    """The process no longer holds the regions that it works on; somebody else may: nothing more may be done to them.

    Raised for a turn at a host, and when something is to be stored.
    """


class WrongValueError(ValueError):
    """A value that a reader of settings refuses. Raised inside of validators, told as part of a UsageError."""

    def __init__(self, zh: str, en: str) -> None:
        """The same in both languages."""
        super().__init__(en)
        self.zh = zh


_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件系统只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已有同名文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EMFILE: "打开的文件过多",
    errno.ELOOP: "符号链接循环",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def system_words(problem: OSError) -> str:
    """What the operating system refused, in Chinese where it is one of the usual refusals."""
    return _SYSTEM.get(problem.errno or 0, problem.strerror or str(problem) or type(problem).__name__)
