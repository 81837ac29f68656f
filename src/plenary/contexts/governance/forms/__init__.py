"""Input cleaned before a service gets it."""
