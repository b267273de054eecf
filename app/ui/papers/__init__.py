"""Papers for clients, looked at before they are saved or sent."""
