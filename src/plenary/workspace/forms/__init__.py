"""What people type in the workspace."""
