"""The library as one archive: exported whole, and imported from strangers with every row checked."""
