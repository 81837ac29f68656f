"""What the translation desk shows: lists and queues, one text, and what changed in its source."""
