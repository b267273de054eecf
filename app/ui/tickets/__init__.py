"""Tickets: what is due next, and one of them with its clock explained."""
