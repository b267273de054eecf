"""What is handed out: values in, bytes out, the same bytes for the same values."""
