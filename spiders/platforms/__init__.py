"""One module a portal family: how to walk it.

Pure: evidence and parsed pages in, errands out; no network, no database.
"""
