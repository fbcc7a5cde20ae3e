"""The service guide as a whole (办事指南)."""
