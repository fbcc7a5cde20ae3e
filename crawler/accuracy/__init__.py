"""Measured accuracy (准确率): what is read and found on the pages of a gold set, against what a person wrote there."""
