"""Pages of casework, by who stands before them: residents, staff at the desk, offices that were whistled."""
