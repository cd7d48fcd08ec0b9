"""Prices before a request is sent, budgets that stop it, balances and usage after it."""
