"""The cramp log."""
