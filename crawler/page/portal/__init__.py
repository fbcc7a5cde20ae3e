"""A portal as a whole (门户): its entrances, menus, search, and what it publishes about itself."""
