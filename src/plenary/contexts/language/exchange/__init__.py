"""Term entries as files hold them: plain Python, read in a process of its own."""
