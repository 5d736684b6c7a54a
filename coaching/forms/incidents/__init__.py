"""What is written down about a cramp."""
