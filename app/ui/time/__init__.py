"""Time: the log, the week, and the clocks one works by."""
