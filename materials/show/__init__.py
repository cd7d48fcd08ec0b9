"""A material as it looks: pictures of it, and a glTF of it on a shape."""
