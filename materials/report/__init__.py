"""The report card: what is right and wrong with a texture set."""
