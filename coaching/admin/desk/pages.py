"""Every address of the desk's own pages: where, what, and its name behind `admin:`."""

PAGES = []
