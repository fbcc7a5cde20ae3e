"""Scrapy settings. Scrapy's defaults are impolite, so each that matters is set, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.gather.job import CrawlOptions

PER_HOST = 2
"""Requests in flight on one host: enough to keep the rate when answers are slow, never a burst."""

WATCHED = 1
"""Rendered pages of a host that may be watched beside those: they are at rest, nothing of them is in flight."""


def scrapy_settings(options: CrawlOptions) -> dict[str, Any]:
    """The settings of every crawler of a child process."""
    handler = "crawler.gather.browser.LazyBrowserHandler"
    return {
        "BOT_NAME": "portal-audit",
        "USER_AGENT": options.user_agent,  # an office must be able to see who asks and whom to call
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",  # Playwright needs asyncio
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
        "DOWNLOAD_DELAY": 0,  # crawler.gather.pace keeps the rate: over regions, redirects, tries and rendered pages
        "AUTOTHROTTLE_ENABLED": False,  # it speeds up when 429s come fast
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DOWNLOAD_MAXSIZE": options.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,  # half a page must never pass as the page
        "DOWNLOAD_VERIFY_CERTIFICATES": False,  # an expired certificate is no reason to see nothing of a portal
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "ftp": None, "file": None, "s3": None, "data": None},
        # Done by the spider, since each step is archived, paced and guarded:
        "ROBOTSTXT_OBEY": False,  # crawler.gather.robots obeys; the middleware would ask outside archive and pace
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "COMPRESSION_ENABLED": False,  # the archive keeps the bytes as they travelled
        "COOKIES_ENABLED": False,  # a jar a region; the middleware also fetches a public suffix list from the internet
        "HTTPPROXY_ENABLED": False,  # behind a proxy the address guard could not see who is connected to
        "REFERER_ENABLED": False,
        # No side doors, nothing on stdout, which is the line to the parent:
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "STATS_DUMP": False,
        "LOG_LEVEL": "WARNING",
        "LOG_INSTALL_ROOT_HANDLER": False,  # crawler.logs says where lines go
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
        "DNS_TIMEOUT": 20,
        "EXTENSIONS": {},
        # Read by crawler.gather.browser.
        "PORTAL_AUDIT_PAGE_TIMEOUT": options.page_timeout,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2
        * (PER_HOST + WATCHED),  # those in use, and those kept for the next address
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": options.page_timeout * 1000 / 2,
    }
