"""The HTTP that all vendors share: connections, what may be sent again, how answers are read."""
