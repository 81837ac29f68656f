"""Work in the background: jobs, when they are due, and what becomes of one whose worker died."""
