"""Materials drawn from words: a reading of the words, then a grammar of the surface."""
