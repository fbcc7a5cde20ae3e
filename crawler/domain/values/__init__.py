"""Normalisers of what offices write into a field: pure functions from text to values, standard library only."""
