"""What the site costs, beside what a bare Django view costs on the same machine."""
