"""Every write of the gate."""
