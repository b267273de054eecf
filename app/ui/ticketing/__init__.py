"""Ticket setup: what opens tickets by rule, words written often, and statuses."""
