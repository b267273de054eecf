"""How fast Accord is, as ratios within one run: `python -m tests.benchmarks [NAME…]`."""
