"""Every write of paperwork."""
