"""Errors that a person mends. What a portal did wrong is data, never one of these."""


class PortalAuditError(Exception):
    """Base of every error that is shown as one line."""


class UsageError(PortalAuditError):
    """Wrong usage or configuration: one line saying what, where and how to mend it. Exit code 2.

    Raised by the command line, the profile and catalogue readers, storage (no database) and the browser start.
    """
