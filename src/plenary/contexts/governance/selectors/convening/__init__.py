"""Questions about the calling of meetings."""
