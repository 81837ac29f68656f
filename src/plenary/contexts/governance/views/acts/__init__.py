"""The pages of what people do to a task beside working on it."""
