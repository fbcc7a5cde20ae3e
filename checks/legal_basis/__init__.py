"""The legal basis (设定依据)."""
