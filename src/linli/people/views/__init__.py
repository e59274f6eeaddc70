"""Pages of people: the entrance, devices, one's own page, keeping the people of a community."""
