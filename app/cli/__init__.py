"""The command line: the same services as the window, words and JSON out."""
