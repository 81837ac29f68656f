"""Questions of what was let out of a meeting, to whom, and what has changed inside since."""
