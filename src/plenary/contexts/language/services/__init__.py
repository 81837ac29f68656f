"""The only writers of the term base."""
