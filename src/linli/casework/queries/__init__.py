"""Every read of casework: cases, their story, categories, whistles and hands, rates."""
