"""Questions of the workspace: the directory's pages, and what an import is compared with."""
