"""Files made of governance's records."""
