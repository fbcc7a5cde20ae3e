"""The start of a crawl process.

Loading takes seconds on a busy machine. Who presses Ctrl-C meanwhile ends the process without a word: nothing is begun.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # held back by the parent until here

from crawler.collector import without_collector  # noqa: E402  loaded when Ctrl-C ends quietly

with without_collector():
    from crawler.gather.process import main

main()
