"""What the portal is asked: what is public, and what the newsroom sees."""
