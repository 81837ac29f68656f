"""The directory as a spreadsheet: its columns, how it is read, and what bringing it in would do; no ORM."""
