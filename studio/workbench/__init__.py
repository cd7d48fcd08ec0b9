"""Work on materials that this machine does itself: drawn, opened, checked, fixed, exported."""
