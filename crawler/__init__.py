"""The machinery of portal-audit: gather evidence, read facts off it, judge them, hand observations over."""

__version__ = "0.1.0"
