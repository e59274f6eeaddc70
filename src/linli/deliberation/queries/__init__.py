"""What may be read of topics."""
