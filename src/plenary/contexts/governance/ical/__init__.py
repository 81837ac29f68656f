"""Writes and reads iCalendar (RFC 5545, 5546) out of plain values: no database, no request."""
