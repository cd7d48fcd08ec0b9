"""What the two gateways document: requests as they take them, prices and refusals."""
