"""How the company works: itself, its numbers, calendars, SLA policies and agreement types."""
