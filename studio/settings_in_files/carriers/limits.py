"""How much text is read from a file that anybody may have written."""

MAX_TEXT_BYTES = 2_000_000
"""Longest single text that is read; graphs of ComfyUI with hundreds of nodes stay below 1 MB."""

MAX_TEXTS = 64
"""How many texts of one file are looked at."""


class TextTooLarge(ValueError):
    """A text in a file is longer than `MAX_TEXT_BYTES`."""
