"""Rows of the table of every address and every role, by noun."""
