"""Keeps what the whole world reads of meetings in step with what is released."""
