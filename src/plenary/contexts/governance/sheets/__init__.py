"""Writes sheets: pure sentences in both languages out of the facts of tasks."""
