"""Questions about what people do to a task beside working on it."""
