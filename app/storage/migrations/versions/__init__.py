"""One module a step, named for its number and what it does; a step never imports the tables."""
