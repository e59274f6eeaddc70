"""Every write of casework, by what is done: receiving, handling, resolving, merging, whistles, hands, setting up."""
