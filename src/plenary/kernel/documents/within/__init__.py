"""All that a file says, wherever it stands in it: shown, hidden, deleted, commented or packed inside."""
