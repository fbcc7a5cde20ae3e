"""Pages of a guide read by their structure (页面结构): boxes, labels, and where their values stand."""
