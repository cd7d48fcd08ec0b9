"""Procedural scenes: each paints a whole picture from a palette, a reading of the prompt, and chance."""
