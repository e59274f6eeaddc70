"""What may be read of meetings."""
