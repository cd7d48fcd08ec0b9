"""Arrays to picture files and back, colours and sizes: nothing here knows what a map means."""
