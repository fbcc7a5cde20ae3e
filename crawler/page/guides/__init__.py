"""Guides as they are walked (办事指南页面): their parts, tabs, situations, and whether anything stands in them."""
