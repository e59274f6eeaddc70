"""Counting answers, and hiding what would point at somebody. Pure: no Django, no room."""
