"""A clause and what became of it."""
