"""PDF read by its geometry (版面): letters and rules become lines, paragraphs and tables, and those a guide."""
