"""Fee information (收费信息)."""
