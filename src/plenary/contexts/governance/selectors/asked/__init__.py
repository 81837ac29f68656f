"""What units are asked for, and what it costs them to answer."""
