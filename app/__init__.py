"""Accord, an offline invoicing desk for a small managed service provider."""
