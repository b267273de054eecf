"""Issued documents on the screen."""
