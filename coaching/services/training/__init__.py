"""Training as it goes: what was done, moved, held back."""
