"""Tools without models or domain words: errors, workflow tables, events, the clock, web pieces."""
