"""A numbered list of tasks in a file: its columns, what its cells mean, what it would make; no ORM."""
