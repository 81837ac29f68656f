"""Who changed what, when, before and after; sealed into a chain."""
