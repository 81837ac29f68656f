"""Keeps answers that are the same for everybody in a process's memory, and gives them out again before Django is asked."""
