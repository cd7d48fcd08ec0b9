"""Physically based materials as arrays: drawing, deriving, checking, encoding and packing their maps."""
