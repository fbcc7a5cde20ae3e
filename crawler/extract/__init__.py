"""Pure: evidence to records. The only place that reads facts off HTML, JSON and office files."""
