"""The outbox: what waits to be sent, what became of what was, and what a person has to say."""
