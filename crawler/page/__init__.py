"""One parsed page, shared: links, paging and page kind are asked of it while walking, facts while reading."""
