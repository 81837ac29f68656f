"""Immutable source texts, the passages in them, and files kept by their hash."""
