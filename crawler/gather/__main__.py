"""The start of a crawl process.

Loading takes seconds on a busy machine. Who presses Ctrl-C meanwhile ends the process without a word: nothing is begun.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)

from crawler.gather.process import main  # noqa: E402  loaded when Ctrl-C ends quietly

main()
