"""Pages on which the office leads a task through its life."""
