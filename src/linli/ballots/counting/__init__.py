"""Counting ballots, exactly: integers and fractions, ties by the published order alone. No Django, no database, no clock."""
