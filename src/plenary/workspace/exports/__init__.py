"""Files that the workspace makes."""
