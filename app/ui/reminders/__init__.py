"""Reminders of what is overdue."""
