"""The outside form of the data: one JSON document, its shape, reading, merging and writing."""
