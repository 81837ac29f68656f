"""Questions of minutes: what they are drafted from, and whether they were approved."""
