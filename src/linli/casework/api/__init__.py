"""What programmes call."""
