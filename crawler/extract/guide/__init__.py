"""A service guide (办事指南) put together: rows, values and choices, whatever they were read from."""
