"""What a calendar shows: meetings and due dates, each only to those who see its record."""
