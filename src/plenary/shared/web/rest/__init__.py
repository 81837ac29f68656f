"""What every part of the API shares: its answers, its pages of records, its reading of what is sent."""
