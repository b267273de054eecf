"""The month end on the screen."""
