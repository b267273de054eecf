"""The dashboard: what needs you, how it goes, what is next."""
