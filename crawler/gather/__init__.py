"""I/O in: Scrapy settings, politeness, browser, page gate, evidence pipeline."""
