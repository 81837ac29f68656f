"""Governance: meetings, what they decide, and the work that comes of it until it is closed and reported."""
