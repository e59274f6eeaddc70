"""The JSON API of casework: what the pages do, for programmes. Joined into one API by the site."""
