"""Working days, with make-up days as data."""
