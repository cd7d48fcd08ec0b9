"""How many pixels a picture may have: one limit for all of Easel, also where Pillow opens it."""

from PIL import Image

MAX_PIXELS = 120_000_000
"""Largest picture that is decoded: an 8192 x 8192 map fits with room to spare."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's own guard while it reads a header; it holds for the whole process
