"""Records from elsewhere become cases: how a table is read (mapping), its rows (rows), where they belong (targets)."""
