"""What of a guide was not understood (未读懂的部分): so that it is a gap, and never an absence."""
