"""The pages of a clause."""
