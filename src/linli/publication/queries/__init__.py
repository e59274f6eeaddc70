"""What may be read of publications."""
