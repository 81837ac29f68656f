"""What people are told, in the app and by mail, through a table that cannot lose it."""
