"""Who comes in: every request passes here before anything answers it."""
