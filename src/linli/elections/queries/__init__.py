"""Every read of elections."""
