"""How the data is kept: one SQLite file, behind one door."""
