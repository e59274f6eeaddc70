"""Every read of the room."""
