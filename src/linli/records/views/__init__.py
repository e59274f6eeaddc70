"""Pages of records: thin, one call, one answer."""
