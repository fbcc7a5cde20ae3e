"""How portals are walked: one Scrapy spider, platforms (how to walk a family), portals (one profile a region)."""
