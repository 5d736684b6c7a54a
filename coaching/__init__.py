"""The coaching app: layers outside, nouns inside (docs/adr/0001)."""
