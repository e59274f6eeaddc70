"""Residents deliberate: opinion maps so far; topics, with whatever they need, come to it."""
