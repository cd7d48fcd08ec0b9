"""The settings of a result in its own file: written, found again, and read from other programs."""
