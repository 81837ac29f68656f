"""What the newsroom types in, cleaned."""
