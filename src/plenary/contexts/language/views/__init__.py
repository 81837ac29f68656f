"""The pages of the term base."""
