"""What is sold and by whom: items, taxes, roles and work types."""
