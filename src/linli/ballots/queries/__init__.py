"""Every read of ballots."""
