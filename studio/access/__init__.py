"""Who may come in, and who owns what."""
