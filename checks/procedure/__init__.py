"""The procedure (办理流程)."""
