"""Persons, posts and who holds a post when."""
