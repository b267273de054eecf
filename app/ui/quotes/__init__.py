"""Offers to clients."""
