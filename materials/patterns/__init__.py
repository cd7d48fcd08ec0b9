"""Tileable patterns as arrays of numbers: noise, cells, strokes and shapes."""
