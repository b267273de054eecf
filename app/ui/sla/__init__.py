"""Service levels: what became of promises to clients, month by month."""
