"""The files that the sandbox answers with, painted from the prompt."""
