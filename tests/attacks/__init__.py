"""What a hostile reader, colleague or stranger would try."""
