"""The studio for agents: the Model Context Protocol, over HTTP and standard input."""
