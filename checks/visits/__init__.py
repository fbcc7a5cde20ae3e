"""Visits to the office (到办事现场次数)."""
