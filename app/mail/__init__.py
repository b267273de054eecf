"""Talking to mail servers: letters as bytes, verified lines, sign-in, secrets."""
