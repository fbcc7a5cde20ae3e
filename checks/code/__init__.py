"""Codes of service items (事项编码)."""
