"""Questions of the secretary's screen while a meeting sits."""
