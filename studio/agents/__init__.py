"""Programs that act for an owner: their tokens and what they were offered to buy."""
