"""The maps of a material, and how one follows from another."""
