"""Participatory budgets (微实事): ideas, what they cost, a ballot, what was chosen and why, and how it was carried out."""
