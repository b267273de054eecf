"""The shapes of the data file through the years: Alembic steps in plain SQL, run on a copy."""
