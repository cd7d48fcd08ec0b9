"""Text inside picture and video files: put in by adding bytes, read without decoding a pixel."""
