"""What is written down about a workout."""
