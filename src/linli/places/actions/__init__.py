"""Every write of places: divisions, communities, the address tree, the calendar."""
