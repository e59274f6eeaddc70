"""Recounts a published ballot from its file alone. Imports nothing of Linli and nothing but Python's standard library."""
