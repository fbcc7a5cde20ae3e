"""Checks (检查点): one module a check, in a folder a family, found by walking this folder."""
