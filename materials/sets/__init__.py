"""Texture sets that others made: which file is which map, and what their pixels say."""
