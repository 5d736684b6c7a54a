"""What coaches do for many athletes at once: the roster, who needs them, templates, files in and out."""
