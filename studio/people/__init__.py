"""Profiles of people that a vendor makes from photographs."""
