"""Forms and samples (表格及样表下载)."""
