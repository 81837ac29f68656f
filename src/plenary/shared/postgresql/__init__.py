"""PostgreSQL as Django knows it, with a connection looked at before each request instead of asked."""
