"""The timeline of a year."""
