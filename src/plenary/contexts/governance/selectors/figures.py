"""The figures of the measures bound to a task, as they stand now."""
