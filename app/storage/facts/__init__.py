"""From rows to the engine's facts: a few queries over whole tables for all clients at once."""

from app.storage.facts.book import book_of
from app.storage.facts.clients import client_facts, fingerprints_of, whole_facts

__all__ = ["book_of", "client_facts", "fingerprints_of", "whole_facts"]
