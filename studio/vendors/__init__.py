"""The ways to the vendors: keys, addresses, turns in the queue, and files they may fetch."""
