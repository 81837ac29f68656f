"""Copies an installation as it is, with its secrets, and puts such a copy back."""
