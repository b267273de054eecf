"""What is handed out: values in, bytes out."""
