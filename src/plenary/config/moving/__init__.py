"""Takes all that an installation holds out into open formats, and brings it into an empty one."""
