"""The calendar page and its feeds."""
