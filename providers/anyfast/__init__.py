"""AnyFast: the answer to the request is the result."""
