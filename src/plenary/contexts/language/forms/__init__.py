"""What people write into the term base, cleaned."""
