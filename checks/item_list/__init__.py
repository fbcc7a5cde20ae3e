"""The item list (事项清单)."""
