"""What readers and curators type into the library."""
