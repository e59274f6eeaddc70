"""Every read of the gate."""
