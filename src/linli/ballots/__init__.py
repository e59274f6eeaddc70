"""Ballots: rolls, secret voting on the web, on tablets and on paper, exact counting, files from which anybody recounts."""
