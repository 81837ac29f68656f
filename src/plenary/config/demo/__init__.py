"""The demo: one district's plenary read in, with illustrative units, tasks and progress."""
