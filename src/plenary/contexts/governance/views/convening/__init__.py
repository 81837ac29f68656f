"""The pages around the calling of meetings."""
