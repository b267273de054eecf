"""Clients: who they are, what they have, and what happened."""
