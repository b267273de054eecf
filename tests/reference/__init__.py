"""Other products' numbers against Accord's own rules: `python -m tests.reference FILE…`."""
