"""Pages of places: what keepers write down, the calendar, papers for the walls, and QR codes scanned there."""
