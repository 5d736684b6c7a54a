"""Today, the calendar, and what is written down there."""
