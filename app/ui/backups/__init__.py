"""Backups in the window: how they stand, and how one is put back."""
