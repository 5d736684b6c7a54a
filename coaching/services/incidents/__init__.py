"""Cramps as they come."""
