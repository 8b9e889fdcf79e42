"""Turns the evidence log into the rows of data/: reading, mapping tables, one module a noun."""
