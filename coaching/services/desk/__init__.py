"""What a coach does: the roster and who needs them, one athlete with their weeks, templates for many, files in and out."""
