"""Files made of the portal."""
