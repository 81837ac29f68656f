"""The pages of the newsroom and of the portal."""
