"""How the two gateways behave: requests taken in, tasks asked for, files handed out, faults at will."""
