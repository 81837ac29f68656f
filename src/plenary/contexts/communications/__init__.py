"""Communications: the public portal and its newsroom, in two languages."""
