"""The working paper of a reading: plain JSON and pure functions over it, checked against the source text."""
