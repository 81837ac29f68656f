"""The only writers of the workspace: bringing a directory in."""
