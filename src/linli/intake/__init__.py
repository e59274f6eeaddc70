"""Tasks from above: the lists, the applications, what was admitted, and what communities say of those who asked."""
