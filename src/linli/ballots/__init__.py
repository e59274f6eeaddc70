"""Votes: elections, yes or no, ranked ballots, owners' votes, participatory budgets."""
