"""Measurements that print ratios against a baseline; never tests with a time limit."""
