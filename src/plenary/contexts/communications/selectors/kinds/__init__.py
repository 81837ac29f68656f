"""Questions about pages of some kinds alone."""
