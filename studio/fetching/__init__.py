"""Files fetched from addresses that others named: where a link leads is checked, and what comes is limited."""
