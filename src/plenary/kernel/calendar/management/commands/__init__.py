"""The calendar's command."""
