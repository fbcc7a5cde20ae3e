"""The words of the field: pure values, standard library only."""
