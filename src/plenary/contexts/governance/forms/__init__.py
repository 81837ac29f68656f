"""What people type, cleaned before a service sees it."""
