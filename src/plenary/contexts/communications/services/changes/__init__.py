"""Tells every server process, on whichever machine, that what the public reads has changed."""
