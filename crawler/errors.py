"""Errors that a person mends. What a portal did wrong is data, never one of these."""


class PortalAuditError(Exception):
    """Base of every error that is shown as one line."""


class UsageError(PortalAuditError):
    """Wrong usage or configuration: one line saying what, where and how to mend it. Exit code 2.

    Raised by the command line, the profile and catalogue readers, storage (no database) and the browser start.
    """


class BusyError(UsageError):
    """Another process works on a region. Raised when regions are taken hold of; the same command may go on later."""


class EvidenceDamagedError(UsageError):
    """Evidence on the disk is not what was archived: it is to be restored from a copy. Raised where it is read back."""


class LeaseLostError(PortalAuditError):
    """The process no longer holds the regions that it works on; somebody else may: nothing more may be done to them.

    Raised for a turn at a host, and when something is to be stored.
    """
