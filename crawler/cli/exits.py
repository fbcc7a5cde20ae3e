"""Exit codes of the outside contract. Findings are no error."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    """Done, everything planned is accounted for."""
    BUG = 1
    """A bug of ours; Python's own code for an exception that nobody foresaw."""
    USAGE = 2
    """Wrong usage or configuration, said in one line."""
    INCOMPLETE = 3
    """Done, but at least one region is incomplete."""
    INTERRUPTED = 4
    """Interrupted; the same command goes on."""
    OUR_FAULT = 5
    """Our own network or machine is at fault; nothing was judged."""
