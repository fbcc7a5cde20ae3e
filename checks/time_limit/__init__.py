"""Time limits (办结时限)."""
