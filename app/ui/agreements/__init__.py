"""Agreements: what is agreed with each client, and the invoices it leads to."""
