"""What is true: values and pure functions, in plain Python."""
