"""The fields of work, one Django app each; a context is entered only through its ``api``."""
